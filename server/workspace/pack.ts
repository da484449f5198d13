/** What a value that has a key in an object is written as; undefined leaves it out. */
export type Replace = (key: string, value: unknown, owner: object) => unknown;

/** What an unpacked object becomes. */
export type RestoreObject = (object: Record<string, unknown>) => object;

/** Decides by their keys what unpacked objects become, so that not each of them need be looked at. */
export type Restore = (keys: readonly string[]) => RestoreObject | undefined;

/**
 * Plain data as two lines of text: the strings, fractions and lists of keys that occur in it, each once, and the
 * values in order, as numbers that mostly take one or two characters.
 */
export function pack(value: unknown, replace: Replace): string {
  const strings = new Map<string, number>();
  const fractions = new Map<string, number>();
  const shapes: (readonly string[])[] = [];
  const top: Shape = { next: new Map() };
  let body = '';
  write(value);
  return `${JSON.stringify([[...strings.keys()], [...fractions.keys()], shapes])}\n${body}`;

  function write(one: unknown): void {
    if (typeof one === 'string') body += digitsOf(STRING + 3 * numberIn(strings, one));
    else if (typeof one === 'number') writeNumber(one);
    else if (typeof one !== 'object' || one === null) body += digitsOf(CONSTANTS.indexOf(one));
    else if (Array.isArray(one)) {
      body += digitsOf(LIST) + digitsOf(one.length);
      for (const item of one) write(item);
    } else writeObject(one);
  }

  function writeNumber(one: number): void {
    const isWhole = Number.isInteger(one) && Math.abs(one) < 2 ** 40;
    body += isWhole
      ? digitsOf(INTEGER + 3 * (one < 0 ? -2 * one - 1 : 2 * one))
      : digitsOf(FRACTION) + digitsOf(numberIn(fractions, String(one)));
  }

  function writeObject(object: object): void {
    let shape = top;
    const values: unknown[] = [];
    for (const key in object) {
      const kept = replace(key, (object as Record<string, unknown>)[key], object);
      if (kept === undefined) continue;
      values.push(kept);
      shape = follow(shape, key);
    }
    shape.number ??= shapes.push(keysOf(shape)) - 1;
    body += digitsOf(OBJECT + 3 * shape.number);
    for (const kept of values) write(kept);
  }
}

/** The value that was packed; throws where the text is none of `pack`. */
export function unpack(text: string, restore: Restore): unknown {
  const end = text.indexOf('\n');
  const [strings, fractions, shapes] = JSON.parse(text.slice(0, end)) as Tables;
  const restorers = shapes.map(restore);
  let at = end + 1;
  const value = read();
  if (at !== text.length) throw new Error('More values than were packed.');
  return value;

  function read(): unknown {
    const code = readNumber();
    if (code < CONSTANTS.length) return CONSTANTS[code];
    if (code === LIST) return Array.from({ length: readNumber() }, read);
    if (code === FRACTION) return Number(fractions[readNumber()]);
    const kind = STRING + ((code - STRING) % 3);
    const number = (code - kind) / 3;
    if (kind === STRING) return strings[number];
    if (kind === INTEGER) return number % 2 === 0 ? number / 2 : -(number + 1) / 2;
    const object: Record<string, unknown> = {};
    for (const key of shapes[number]!) object[key] = read();
    const restored = restorers[number];
    return restored ? restored(object) : object;
  }

  function readNumber(): number {
    let number = 0;
    for (let place = 1; ; place *= BASE) {
      const digit = text.charCodeAt(at++) - FIRST_CHARACTER;
      // The end of the text has no code, and nothing compares with that.
      if (!(digit >= 0 && digit < 2 * BASE)) throw new Error('No number.');
      number += (digit % BASE) * place;
      if (digit < BASE) return number;
    }
  }
}

type Tables = readonly [readonly string[], readonly string[], readonly (readonly string[])[]];

/** The keys of an object so far, and those that came next in others. */
interface Shape {
  readonly next: Map<string, Shape>;
  readonly key?: string;
  readonly before?: Shape;
  number?: number;
}

function follow(shape: Shape, key: string): Shape {
  const known = shape.next.get(key);
  if (known) return known;
  const next: Shape = { next: new Map(), key, before: shape };
  shape.next.set(key, next);
  return next;
}

function keysOf(shape: Shape): readonly string[] {
  const keys: string[] = [];
  for (let one = shape; one.before; one = one.before) keys.unshift(one.key!);
  return keys;
}

/** Values that are written as their place in this list; the codes after them begin other values. */
const CONSTANTS: readonly unknown[] = [null, true, false];
const [LIST, FRACTION, STRING, INTEGER, OBJECT] = [3, 4, 5, 6, 7] as const;

/** Digits are printable characters; those of the second half say that more follow. */
const BASE = 46;
const FIRST_CHARACTER = 33;

function digitsOf(number: number): string {
  let digits = '';
  for (let rest = number; ; rest = Math.floor(rest / BASE)) {
    const isLast = rest < BASE;
    digits += CHARACTERS[(rest % BASE) + (isLast ? 0 : BASE)]!;
    if (isLast) return digits;
  }
}

const CHARACTERS = Array.from({ length: 2 * BASE }, (_, digit) =>
  String.fromCharCode(FIRST_CHARACTER + digit),
);

function numberIn(table: Map<string, number>, text: string): number {
  const known = table.get(text);
  if (known !== undefined) return known;
  table.set(text, table.size);
  return table.size - 1;
}
