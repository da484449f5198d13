import type { Bin } from '../../scenes/scene';

/** A straight line from numbers to pixels. */
export type Scale = (value: number) => number;

/** The scale that takes both ends of a domain to both ends of a range. */
export function linearScale(
  domain: readonly [number, number],
  range: readonly [number, number],
): Scale {
  const slope = (range[1] - range[0]) / (domain[1] - domain[0]);
  return (value) => range[0] + (value - domain[0]) * slope;
}

/** Round numbers (1, 2 or 5 times a power of ten apart) between two ends, about `count` of them. */
export function ticks(from: number, to: number, count: number): number[] {
  const rough = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(from / step);
  const last = Math.floor(to / step + 1e-9);
  // Multiplying keeps 0.3 from becoming 0.30000000000000004 more often than adding would; rounding does the rest.
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/** The upper edge of a histogram as an SVG path that starts and ends on its base line. */
export function stepPath(bins: readonly Bin[], x: Scale, y: Scale): string {
  const [first, last] = [bins[0], bins.at(-1)];
  if (!first || !last) return '';
  const steps = bins.map(({ to, share }) => `V${pixel(y(share))}H${pixel(x(to))}`);
  return `M${pixel(x(first.from))} ${pixel(y(0))}${steps.join('')}V${pixel(y(0))}`;
}

function pixel(value: number): number {
  return Math.round(value * 10) / 10;
}
