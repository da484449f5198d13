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
