/** A number to about three digits, with a true minus sign: 0.843, 12.4, 1,024. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'none';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size > 0 && size < 0.0005) return value.toExponential(1).replace('-', '−');
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3;
  return value.toLocaleString('en', { maximumFractionDigits: digits }).replace('-', '−');
}

/** A share in per cent, with a space that does not break: 46 %, 9.9 %, 0.2 %. */
export function formatShare(share: number): string {
  const percent = share * 100;
  const digits = percent !== 0 && Math.abs(percent) < 10 ? 1 : 0;
  return `${percent.toLocaleString('en', { maximumFractionDigits: digits }).replace('-', '−')}\u00a0%`;
}

/** A factor in words where there is a short one: doubles, or multiplies … by 1.25. */
export function formatScaling(factor: number, what: string): string {
  if (factor === 1) return `leaves ${what} as they are`;
  if (Math.abs(factor - 2) < 1e-9) return `doubles ${what}`;
  return `multiplies ${what} by ${formatNumber(factor)}`;
}

/** `1 unit`, `64 units`. */
export function formatCount(count: number, noun: string): string {
  return `${formatNumber(count)} ${plural(count, noun)}`;
}

/** The noun as it follows a count. */
export function plural(count: number, noun: string): string {
  return count === 1 ? noun : noun.endsWith('s') ? `${noun}es` : `${noun}s`;
}

/** A number with two decimals, for headlines that stand side by side: 1.00 beside 0.64. */
export function formatFixed(value: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  return value
    .toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    .replace('-', '−');
}
