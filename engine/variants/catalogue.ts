import type { SequentialSource } from '../bits';
import { alphaDropoutConstants, unitVariance, type Moments } from '../closed-forms';
import { cutoutNoise, dropBlockNoise, stochasticDepthNoise } from './blocks';
import {
  additiveNoise,
  alphaNoise,
  classicNoise,
  gaussianNoise,
  invertedNoise,
} from './elementwise';
import { concreteNoise } from './learned';
import { channelMaskShape, lockedMaskShape, wordMaskShape, type ChannelPlace } from './mask-shapes';
import { constantNoise, type Mode, type Noise } from './noise';

/** The numbers a variant may need besides its rate; each has the usual default. */
export interface VariantParameters {
  readonly rate: number;
  /** GaussianNoise: σ. */
  readonly deviation?: number;
  /** Channel variants. */
  readonly channels?: ChannelPlace;
  /** DropBlock: 7 by default. */
  readonly blockSize?: number;
  /** Cutout: 16 by default. */
  readonly side?: number;
  /** Concrete dropout: .1 by default. */
  readonly temperature?: number;
}

/** A variant whose pass is one factor and one offset per element of its input. */
export interface Variant {
  /** Where it was introduced. */
  readonly citation: string;
  /** The noise of one training pass. */
  readonly draw: (
    shape: readonly number[],
    parameters: VariantParameters,
    source: SequentialSource,
  ) => Noise;
  /** What the evaluation multiplies by. */
  readonly evaluationFactor: (parameters: VariantParameters) => number;
  /** Mean and variance over masks of the output of one element; absent where there is no closed form. */
  readonly moments?: (value: number, parameters: VariantParameters) => Moments;
}

const jmlr = 'Srivastava et al., JMLR 15 (2014) 1929–1958';
const gal = 'Gal & Ghahramani 2016, arXiv:1512.05287';
const one = (): number => 1;
const inverted = {
  evaluationFactor: one,
  moments: (value: number, { rate }: VariantParameters): Moments => ({
    mean: rate < 1 ? value : 0,
    variance: rate < 1 ? unitVariance(value, rate) : 0,
  }),
};

/** Every variant that acts on each element by a factor and an offset, by name. */
export const variants = {
  inverted: {
    citation: `${jmlr}, section 10; Hinton et al. 2012, arXiv:1207.0580`,
    draw: (shape, { rate }, source) => invertedNoise(shape, rate, source),
    ...inverted,
  },
  classic: {
    citation: `${jmlr}, section 4`,
    draw: (shape, { rate }, source) => classicNoise(shape, rate, source),
    evaluationFactor: ({ rate }) => 1 - rate,
    moments: (value, { rate }) => ({
      mean: (1 - rate) * value,
      variance: rate * (1 - rate) * value * value,
    }),
  },
  gaussianDropout: {
    citation: `${jmlr}, section 10`,
    draw: (shape, { rate }, source) => gaussianNoise(shape, rate, source),
    ...inverted,
  },
  gaussianNoise: {
    citation: 'Bishop, Neural Computation 7 (1995) 108–116',
    draw: (shape, { deviation = 0.1 }, source) => additiveNoise(shape, deviation, source),
    evaluationFactor: one,
    moments: (value, { deviation = 0.1 }) => ({ mean: value, variance: deviation * deviation }),
  },
  alpha: {
    citation: 'Klambauer et al. 2017, arXiv:1706.02515',
    draw: (shape, { rate }, source) => alphaNoise(shape, rate, source),
    evaluationFactor: one,
    moments: alphaMoments,
  },
  featureAlpha: {
    citation: 'Klambauer et al. 2017, arXiv:1706.02515',
    draw: (shape, { rate, channels }, source) =>
      alphaNoise(channelMaskShape(shape, channels), rate, source),
    evaluationFactor: one,
    moments: alphaMoments,
  },
  spatial: {
    citation: 'Tompson et al. 2014, arXiv:1411.4280',
    draw: (shape, { rate, channels }, source) =>
      invertedNoise(channelMaskShape(shape, channels), rate, source),
    ...inverted,
  },
  locked: {
    citation: `${gal}; Merity et al. 2017, arXiv:1708.02182`,
    draw: (shape, { rate }, source) => invertedNoise(lockedMaskShape(shape), rate, source),
    ...inverted,
  },
  embedding: {
    citation: `${gal}; Merity et al. 2017, arXiv:1708.02182`,
    draw: (shape, { rate }, source) => invertedNoise(wordMaskShape(shape), rate, source),
    ...inverted,
  },
  dropBlock: {
    citation: 'Ghiasi et al. 2018, arXiv:1810.12890',
    draw: (shape, { rate, blockSize = 7 }, source) =>
      dropBlockNoise(shape, rate, blockSize, source),
    evaluationFactor: one,
  },
  cutout: {
    citation: 'DeVries & Taylor 2017, arXiv:1708.04552',
    draw: (shape, { side = 16 }, source) => cutoutNoise(shape, side, source),
    evaluationFactor: one,
  },
  stochasticDepth: {
    citation: 'Huang et al. 2016, arXiv:1603.09382',
    draw: (shape, { rate }, source) => stochasticDepthNoise(shape, rate, source),
    ...inverted,
  },
  concrete: {
    citation: 'Gal, Hron, Kendall 2017, arXiv:1705.07832',
    draw: (shape, { rate, temperature }, source) => concreteNoise(shape, rate, source, temperature),
    evaluationFactor: one,
  },
} as const satisfies Record<string, Variant>;

/** The name of a variant in the catalogue. */
export type VariantName = keyof typeof variants;

/** The noise of one pass of a variant in a mode; evaluation multiplies every element by one factor. */
export function noiseOf(
  name: VariantName,
  mode: Mode,
  shape: readonly number[],
  parameters: VariantParameters,
  source: SequentialSource,
): Noise {
  const variant: Variant = variants[name];
  if (mode === 'eval') return constantNoise(shape.length, variant.evaluationFactor(parameters));
  return variant.draw(shape, parameters, source);
}

/** Where the variants were introduced that do not act on single elements of their input. */
export const otherCitations = {
  dropConnect: 'Wan et al., ICML 2013',
  weightDrop: 'Merity et al. 2017, arXiv:1708.02182',
  variationalRecurrent: gal,
  recurrentUpdate: 'Semeniuta et al. 2016, arXiv:1603.05118',
  zoneout: 'Krueger et al. 2016, arXiv:1606.01305',
  attention: 'Vaswani et al. 2017, arXiv:1706.03762',
  standout: 'Ba & Frey, NIPS 2013',
  monteCarlo: 'Gal & Ghahramani 2016, arXiv:1506.02142',
} as const;

function alphaMoments(value: number, { rate }: VariantParameters): Moments {
  const { a, b, alpha } = alphaDropoutConstants(rate);
  return {
    mean: a * ((1 - rate) * value + rate * alpha) + b,
    variance: a * a * rate * (1 - rate) * (value - alpha) ** 2,
  };
}
