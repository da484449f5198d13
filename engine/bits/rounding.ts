/** The element types a mask may depend on. */
export type FloatType = 'float32' | 'float64' | 'float16' | 'bfloat16';

/** A double rounded to the nearest value of an element type, ties to even. */
export function roundTo(type: FloatType, value: number): number {
  if (type === 'float64' || !Number.isFinite(value)) return value;
  if (type === 'float32') return Math.fround(value);
  const digits = type === 'float16' ? 11 : 8;
  const lowest = type === 'float16' ? -14 : -126;
  const exponent = Math.max(lowest, Math.floor(Math.log2(Math.abs(value))));
  const unit = 2 ** (exponent - digits + 1);
  return roundToEven(value / unit) * unit;
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
