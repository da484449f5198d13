/** Whether something is an object with named parts, and not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether something is a text within its length. */
export function isText(value: unknown, most = 2000, least = 1): value is string {
  return typeof value === 'string' && value.length >= least && value.length <= most;
}

/** Whether something is a probability. */
export function isRate(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

/** Whether something counts at least one thing. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

/** A check for whole numbers within limits. */
export function isWithin(low: number, high: number): (value: unknown) => value is number {
  return (value): value is number =>
    Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
}

/** Whether something is absent or passes a check. */
export function isOptional<T>(
  value: unknown,
  is: (value: unknown) => value is T,
): value is T | undefined {
  return value === undefined || is(value);
}

/** Whether something is a number that is neither infinite nor none. */
export function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

/** Whether something is true or false. */
export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** Whether something is one of some names. */
export function isOneOf<T extends string>(names: readonly T[], value: unknown): value is T {
  return names.includes(value as T);
}

/** Whether something is a list of things that pass a check, and not a long one. */
export function isList<T>(
  value: unknown,
  is: (item: unknown) => item is T,
  most = 1000,
): value is T[] {
  return Array.isArray(value) && value.length <= most && value.every((item) => is(item));
}

/** Words and hyphens only: what names a page or a rule may come from a link. */
export function isPageId(id: unknown): id is string {
  return isText(id, 80) && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id);
}
