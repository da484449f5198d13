import { normal, ownStream } from '../bits';
import { gaussianDropoutDeviation } from '../closed-forms';
import { drawTorch } from '../masks/torch';
import type { MaskDraw, TorchRequest } from '../masks/request';
import type { Framework } from '../framework';
import { torchAlphaValues } from '../values/alpha';
import { identityValues, torchValues, zeroedValues, type ValueRule } from '../values/scaling';
import { dot } from './statistics';

/** A dropout layer under test: every cell of the mask is one of its units, or channels. */
export interface LayerUnderTest {
  readonly kind: 'dropout' | 'alpha dropout' | 'gaussian dropout';
  readonly rate: number;
  readonly units: number;
  readonly seed: number;
  /** torch's by default. */
  readonly framework?: Framework;
  /** How that framework draws; torch's CPU stream by default. */
  readonly draw?: PassSource;
}

/** Draws `count` successive passes of a layer, from pass `first` (counted from 1) after the seed, with outputs where there is an input. */
export type PassSource = (
  layer: LayerUnderTest,
  first: number,
  count: number,
  input?: Float32Array,
) => MaskDraw;

/** The mask of the pass-th call (from 1) after the seed, with the stream's name and verdict; outputs for an input. */
export function maskOfPass(layer: LayerUnderTest, pass: number, input?: Float32Array): MaskDraw {
  return (layer.draw ?? torchPasses)(layer, pass, 1, input);
}

/** The bits of one mask, 1 = kept. */
export function maskBits(layer: LayerUnderTest, pass: number): Uint8Array {
  return maskOfPass(layer, pass).masks[0] ?? new Uint8Array();
}

/** The masks of the first `passes` calls after the seed. */
export function masksOfPasses(layer: LayerUnderTest, passes: number): readonly Uint8Array[] {
  return (layer.draw ?? torchPasses)(layer, 1, passes).masks;
}

/** The passes of torch's CPU generator after `torch.manual_seed`; torch has no Gaussian dropout, so that comes from our own stream. */
export const torchPasses: PassSource = (layer, first, count, input) => {
  if (noisy(layer)) return gaussianPasses(layer, first, count, input);
  const skippedWords = wordsBefore(layer, first);
  return drawTorch({ ...requestOf(layer), calls: count, skippedWords }, input);
};

/** Passes of Gaussian dropout, which drops nothing: every value is multiplied by 1 + √(p/(1−p))·N(0,1). */
export const gaussianPasses: PassSource = (layer, first, count, input) => {
  const masks = Array.from({ length: count }, () => new Uint8Array(layer.units).fill(1));
  const outputs = masks.flatMap((_, i) => {
    const factors = gaussianFactors(layer, first + i);
    return input ? [input.map((value, unit) => value * (factors[unit] as number))] : [];
  });
  const verdict = { stream: 'own stream', verdict: 'statistical only' } as const;
  return { masks, maskShape: [layer.units], outputs, ...verdict };
};

/** One pass of a layer over an input of its size: the mask, the float32 outputs, and the slopes ∂y/∂x that the gradient is multiplied by. */
export interface LayerPass {
  readonly mask: Uint8Array;
  readonly outputs: Float32Array;
  readonly slopes: Float32Array;
}

/** Runs one pass of a layer, the pass-th after the seed. */
export function runPass(layer: LayerUnderTest, input: Float32Array, pass: number): LayerPass {
  const { masks, outputs } = maskOfPass(layer, pass, input);
  const mask = masks[0] ?? new Uint8Array(input.length).fill(1);
  if (noisy(layer)) {
    const ones = new Float32Array(input.length).fill(1);
    const slopes = maskOfPass(layer, pass, ones).outputs[0] ?? ones;
    return { mask, outputs: outputs[0] ?? input, slopes };
  }
  const rule = valueRule(layer);
  const slopes = Float32Array.from(mask, (bit) => rule(1, bit) - rule(0, bit));
  return { mask, outputs: outputs[0] ?? applyLayer(layer, input, mask), slopes };
}

/** How torch turns a value and its mask bit into the layer's float32 output in training. */
export function valueRule(layer: Pick<LayerUnderTest, 'kind' | 'rate'>): ValueRule {
  if (layer.rate === 0) return identityValues;
  if (layer.rate === 1) return zeroedValues;
  return layer.kind === 'alpha dropout' ? torchAlphaValues(layer.rate) : torchValues(layer.rate);
}

/** The layer's float32 output for an input and a mask of the same size. */
export function applyLayer(
  layer: Pick<LayerUnderTest, 'kind' | 'rate'>,
  input: Float32Array,
  mask: Uint8Array,
): Float32Array {
  const rule = valueRule(layer);
  return input.map((value, unit) => rule(value, mask[unit] as number));
}

/** Many passes of one input through dropout and a linear readout. */
export interface ReadoutRun {
  /** The readout's answer in each pass. */
  readonly answers: Float64Array;
  /** Its one answer in evaluation. */
  readonly evaluation: number;
  /** Units kept in each pass. */
  readonly kept: Uint32Array;
  /** Mean over the passes of each unit's output. */
  readonly meanOutputs: Float64Array;
}

/** Sends one input through `passes` forward passes in training mode and reads each out with the same weights. */
export function runReadout(
  layer: LayerUnderTest,
  input: Float32Array,
  weights: Float32Array,
  passes: number,
): ReadoutRun {
  const answers = new Float64Array(passes);
  const kept = new Uint32Array(passes);
  const meanOutputs = new Float64Array(layer.units);
  const drawn = (layer.draw ?? torchPasses)(layer, 1, passes, noisy(layer) ? input : undefined);
  for (let pass = 0; pass < passes; pass++) {
    const mask = drawn.masks[pass] as Uint8Array;
    const outputs = drawn.outputs[pass] ?? applyLayer(layer, input, mask);
    for (let unit = 0; unit < outputs.length; unit++) {
      const output = outputs[unit] as number;
      answers[pass] = (answers[pass] as number) + output * (weights[unit] as number);
      kept[pass] = (kept[pass] as number) + (mask[unit] as number);
      meanOutputs[unit] = (meanOutputs[unit] as number) + output / passes;
    }
  }
  return { answers, evaluation: dot(input, weights), kept, meanOutputs };
}

// Outputs that do not follow from a mask of bits have to be drawn as such.
function noisy({ kind }: LayerUnderTest): boolean {
  return kind === 'gaussian dropout';
}

// Each pass has a stream of its own, so that stepping to one does not need those before it.
function gaussianFactors({ rate, units, seed }: LayerUnderTest, pass: number): Float32Array {
  const source = ownStream(seed, `gaussian ${pass}`);
  const deviation = gaussianDropoutDeviation(Math.min(rate, 0.99));
  return Float32Array.from({ length: units }, () => 1 + deviation * normal(source));
}

function requestOf(layer: LayerUnderTest): Omit<TorchRequest, 'calls'> {
  return {
    framework: 'torch',
    api: layer.kind === 'alpha dropout' ? 'alpha_dropout' : 'dropout',
    rate: layer.rate,
    shape: [layer.units],
    seed: BigInt(layer.seed),
  };
}

// Two 32-bit words make the double that decides one unit; at p = 0 and p = 1 torch draws nothing.
function wordsBefore(layer: LayerUnderTest, pass: number): number {
  return layer.rate > 0 && layer.rate < 1 ? (pass - 1) * layer.units * 2 : 0;
}
