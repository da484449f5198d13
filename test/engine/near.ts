import assert from 'node:assert/strict';

/** Fails unless a number is within an absolute tolerance of another. */
export function near(actual: number, expected: number, tolerance: number, what = ''): void {
  assert.ok(
    Math.abs(actual - expected) <= tolerance,
    `${what} ${actual} is not ${expected} ± ${tolerance}`.trim(),
  );
}

/** Fails unless each number is within a tolerance relative to the larger of 1e-30 and the expected one. */
export function closeTo(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  relative: number,
  what = '',
): void {
  assert.equal(actual.length, expected.length, what);
  for (let i = 0; i < expected.length; i++) {
    const reference = expected[i] ?? NaN;
    near(
      actual[i] ?? NaN,
      reference,
      relative * Math.max(1e-30, Math.abs(reference)),
      `${what}[${i}]`,
    );
  }
}
