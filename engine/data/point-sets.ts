import {
  integerBelow,
  normal,
  ownStream,
  uniform,
  type Seed,
  type SequentialSource,
} from '../bits';
import { cosine, sine } from '../values/elementary';

/** Generated problems of two inputs and two classes. */
export const pointSets = ['moons', 'circles', 'spirals', 'xor'] as const;

/** One of the generated problems. */
export type PointSet = (typeof pointSets)[number];

/** A generated classification problem. */
export interface PointSetOptions {
  readonly kind: PointSet;
  readonly count: number;
  /** Standard deviation of the Gaussian noise on both coordinates. */
  readonly noise: number;
  /** Share of examples whose label is flipped. */
  readonly flipped?: number;
  readonly seed: Seed;
}

/** Coordinates (count × 2) and classes 0 and 1, half of each. */
export interface Points {
  readonly count: number;
  readonly inputs: Float64Array;
  readonly classes: Float64Array;
}

/** Draws a point set; the same options give the same points. */
export function drawPoints({ kind, count, noise, flipped = 0, seed }: PointSetOptions): Points {
  const source = ownStream(seed, `points ${kind}`);
  const labels = ownStream(seed, 'flipped labels');
  const inputs = new Float64Array(2 * count);
  const classes = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const group = i % 2;
    const [x, y] = places[kind](group, source);
    inputs[2 * i] = x + noise * normal(source);
    inputs[2 * i + 1] = y + noise * normal(source);
    classes[i] = uniform(labels) < flipped ? 1 - group : group;
  }
  return { count, inputs, classes };
}

const places: Readonly<
  Record<PointSet, (group: number, source: SequentialSource) => readonly [number, number]>
> = {
  moons(group, source) {
    const angle = Math.PI * uniform(source);
    return group === 0
      ? [cosine(angle) - 0.5, sine(angle) - 0.25]
      : [0.5 - cosine(angle), 0.25 - sine(angle)];
  },
  circles(group, source) {
    const angle = 2 * Math.PI * uniform(source);
    const radius = group === 0 ? 1 : 0.5;
    return [radius * cosine(angle), radius * sine(angle)];
  },
  spirals(group, source) {
    const turn = Math.sqrt(uniform(source));
    const angle = 3 * Math.PI * turn + group * Math.PI;
    return [turn * cosine(angle), turn * sine(angle)];
  },
  xor(group, source) {
    const right = integerBelow(source, 2);
    const up = group === 0 ? right : 1 - right;
    const within = (side: number): number => (side === 1 ? 1 : -1) * (0.1 + 0.9 * uniform(source));
    return [within(right), within(up)];
  },
};
