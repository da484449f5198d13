/** Where a value stands in a JSON text: half-open UTF-16 offsets. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

/** The spans of the values of an object by key; the text must be valid JSON and have an object at `start`. */
export function memberSpans(text: string, start: number): ReadonlyMap<string, JsonSpan> {
  const members = new Map<string, JsonSpan>();
  for (let at = skipBlanks(text, start + 1); text.charAt(at) === '"';) {
    const keyEnd = stringEnd(text, at);
    const valueStart = skipBlanks(text, skipBlanks(text, keyEnd) + 1);
    const valueEnd = endOfValue(text, valueStart);
    members.set(JSON.parse(text.slice(at, keyEnd)) as string, { start: valueStart, end: valueEnd });
    at = nextItem(text, valueEnd);
  }
  return members;
}

/** The spans of the items of a list; the text must be valid JSON and have a list at `start`. */
export function itemSpans(text: string, start: number): readonly JsonSpan[] {
  const items: JsonSpan[] = [];
  for (let at = skipBlanks(text, start + 1); at < text.length && text.charAt(at) !== ']';) {
    const end = endOfValue(text, at);
    items.push({ start: at, end });
    at = nextItem(text, end);
  }
  return items;
}

/** The offset of the first character that is no blank. */
export function skipBlanks(text: string, start: number): number {
  let at = start;
  while (' \t\r\n'.includes(text.charAt(at)) && at < text.length) at++;
  return at;
}

function nextItem(text: string, end: number): number {
  const at = skipBlanks(text, end);
  return text.charAt(at) === ',' ? skipBlanks(text, at + 1) : at;
}

function endOfValue(text: string, start: number): number {
  const first = text.charAt(start);
  if (first === '"') return stringEnd(text, start);
  let at = start;
  if (first !== '{' && first !== '[') {
    while (at < text.length && !',]} \t\r\n'.includes(text.charAt(at))) at++;
    return at;
  }
  let depth = 0;
  do {
    const character = text.charAt(at);
    if (character === '"') at = stringEnd(text, at) - 1;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    at++;
  } while (depth > 0 && at < text.length);
  return at;
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}
