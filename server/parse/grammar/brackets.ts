/**
 * Where the tokenizer stands: `peek(0)` is the next character code, negative offsets lie behind; -1
 * is no character.
 */
export interface Characters {
  peek(offset: number): number;
}

/**
 * Whether the line break at which `input` stands, inside brackets, cannot be one inside brackets in
 * Python: the next line with code starts a statement. Its bracket was left open, and should not
 * swallow the lines behind it.
 */
export function endsOpenBracket(input: Characters): boolean {
  const from = nextCode(input);
  if (!isLetter(input.peek(from))) return false;
  let to = from + 1;
  while (isWordPart(input.peek(to))) to++;
  const word = read(input, from, to);
  if (statementWords.has(word)) return true;
  if (input.peek(to) === point && dottedAssignment.test(readLine(input, from))) return true;
  const maySplit = word === 'from' || word === 'async';
  if (maySplit && statementPair.test(readLine(input, from))) return true;
  const isOperand = !operators.has(word) && !isQuote(input.peek(to));
  return isOperand && endsInOperand(input);
}

/** Keywords that start a statement and stand in no expression. */
const statementWords = new Set(
  (
    'def class return import raise while with try except finally elif pass break continue ' +
    'global nonlocal del assert'
  ).split(' '),
);

/** Keywords after which an operand follows, or that follow one. */
const operators = new Set(
  'and or not in is if else for async await lambda yield from as import'.split(' '),
);

const dottedAssignment = /^\w+(?:\.\w+)+[ \t]*(?:[-+*/%@&|^]|\/\/|\*\*|<<|>>)?=(?!=)[ \t]*[^\s}!:]/;
const statementPair = /^(?:from[ \t]+[\w.]+[ \t]+import|async[ \t]+(?:def|with))\b/;

const longestLine = 200;
const longestGap = 1_000;
const lineFeed = 10;
const point = 46;
const hash = 35;

/** Where the next line with code starts, behind empty lines and comments. */
function nextCode(input: Characters): number {
  let at = 1;
  while (at < longestGap) {
    const code = input.peek(at);
    if (code === hash) at = lineEnd(input, at);
    else if (isSpace(code) || code === lineFeed) at++;
    else break;
  }
  return at;
}

/**
 * Whether the code before the line break ends in an operand, so that no other operand may follow.
 */
function endsInOperand(input: Characters): boolean {
  let last = -1;
  while (isSpace(input.peek(last)) || input.peek(last) === lineFeed) last--;
  if (!isWordPart(input.peek(last)) && !isClosing(input.peek(last))) return false;
  let start = last;
  while (input.peek(start - 1) >= 0 && input.peek(start - 1) !== lineFeed) {
    start--;
    if (last - start > longestLine) return false;
  }
  const line = read(input, start, last + 1);
  const [word = ''] = /\w*$/.exec(line) ?? [];
  return !line.includes('#') && !operators.has(word);
}

function readLine(input: Characters, from: number): string {
  return read(input, from, lineEnd(input, from));
}

function lineEnd(input: Characters, from: number): number {
  let to = from;
  while (to - from < longestLine && input.peek(to) >= 0 && input.peek(to) !== lineFeed) to++;
  return to;
}

function read(input: Characters, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(input.peek(at));
  return text;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 12;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isWordPart(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57) || code > 160;
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}

function isClosing(code: number): boolean {
  return code === 41 || code === 93 || code === 125 || isQuote(code);
}
