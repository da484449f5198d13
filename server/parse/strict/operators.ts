import { codeAt, notStrict, type Scanner } from './scanner';

/** Reads an operator or bracket; its kind is how it is written, but for assignments and `...`. */
export function readOperator(scanner: Scanner, at: number): void {
  const longest = goesOn.has(codeAt(scanner, at + 1)) ? 3 : 1;
  for (let length = longest; length > 0; length--) {
    const kind = kinds.get(scanner.text.slice(at, at + length));
    if (kind === undefined) continue;
    scanner.kind = kind;
    scanner.stop = at + length;
    scanner.depth += changes.get(kind) ?? 0;
    if (scanner.depth < 0) throw notStrict;
    return;
  }
  throw notStrict;
}

/** Characters behind the first one of an operator. */
const goesOn = new Set([...'=*/<>.'].map((one) => one.charCodeAt(0)));

const updates = '+= -= *= /= //= %= **= @= &= |= ^= <<= >>=';
const others = '( ) [ ] { } , ; : . -> := == != <= >= <> < > + - * ** / // % @ & | ^ ~ << >> !';

const kinds: ReadonlyMap<string, string> = new Map([
  ...updates.split(' ').map((written) => [written, 'UpdateOp'] as const),
  ...others.split(' ').map((written) => [written, written] as const),
  ['=', 'AssignOp'],
  ['...', 'Ellipsis'],
]);

/** How brackets change the depth. */
const changes: ReadonlyMap<string, number> = new Map([
  ...[...'([{'].map((bracket) => [bracket, 1] as const),
  ...[...')]}'].map((bracket) => [bracket, -1] as const),
]);
