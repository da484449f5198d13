/** A number with at most three significant digits and no trailing zeros: `2`, `1.11`, `0.333`. */
export function significant(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? '−∞' : 'undefined';
  return String(Number(value.toPrecision(3))).replace('-', '−');
}
