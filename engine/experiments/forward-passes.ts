import { drawTorch } from '../masks/torch';
import type { MaskDraw, TorchRequest } from '../masks/request';
import type { Framework } from '../framework';
import { torchAlphaValues } from '../values/alpha';
import { identityValues, torchValues, zeroedValues, type ValueRule } from '../values/scaling';
import { dot } from './statistics';

/** A dropout layer under test: every cell of the mask is one of its units, or channels. */
export interface LayerUnderTest {
  readonly kind: 'dropout' | 'alpha dropout';
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

/** The passes of torch's CPU generator after `torch.manual_seed`. */
export const torchPasses: PassSource = (layer, first, count, input) =>
  drawTorch({ ...requestOf(layer), calls: count, skippedWords: wordsBefore(layer, first) }, input);

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

/** What dropout does to one unit: with an upstream gradient of 1 the same mask and factor act on the gradient. */
export interface UnitStep {
  readonly input: number;
  readonly kept: boolean;
  /** What the mask and the scale multiply the input by. */
  readonly factor: number;
  readonly output: number;
  /** ∂output/∂input. */
  readonly gradient: number;
}

/** The forward and backward numbers of one unit under a mask bit. */
export function unitStep(
  layer: Pick<LayerUnderTest, 'kind' | 'rate'>,
  input: number,
  bit: number,
): UnitStep {
  const rule = valueRule(layer);
  const gradient = rule(1, bit) - rule(0, bit);
  return { input, kept: bit === 1, factor: gradient, output: rule(input, bit), gradient };
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
  const rule = valueRule(layer);
  const answers = new Float64Array(passes);
  const kept = new Uint32Array(passes);
  const meanOutputs = new Float64Array(layer.units);
  masksOfPasses(layer, passes).forEach((mask, pass) => {
    let answer = 0;
    let count = 0;
    for (let unit = 0; unit < mask.length; unit++) {
      const bit = mask[unit] as number;
      const output = rule(input[unit] as number, bit);
      answer += output * (weights[unit] as number);
      count += bit;
      meanOutputs[unit] = (meanOutputs[unit] as number) + output / passes;
    }
    answers[pass] = answer;
    kept[pass] = count;
  });
  return { answers, evaluation: dot(input, weights), kept, meanOutputs };
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
