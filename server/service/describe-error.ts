/** An error for the log: its message and where it was thrown, the same each time it happens. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return place === undefined ? error.message : `${error.message} ${place.trim()}`;
}
