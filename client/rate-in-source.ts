/** Where a number written as `rateText` stands in the text of its layer; undefined unless it stands there once. */
export function findRate(
  layer: string,
  rateText: string,
): { readonly start: number; readonly end: number } | undefined {
  if (!/^(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(rateText)) return undefined;
  const escaped = rateText.replace(/[.+]/g, '\\$&');
  const [only, ...more] = layer.matchAll(new RegExp(`(?<![\\w.])${escaped}(?![\\w.])`, 'g'));
  if (!only || more.length > 0) return undefined;
  return { start: only.index, end: only.index + rateText.length };
}
