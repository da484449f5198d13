/** A probability as a person reads it: 0.5 is `50 %`, 0.125 is `12.5 %`. */
export function percent(probability: number): string {
  return `${trimmed(probability * 100, 1)} %`;
}

/** A number with at most `digits` decimals and no trailing zeros. */
export function trimmed(value: number, digits = 3): string {
  return String(Number(value.toFixed(digits)));
}
