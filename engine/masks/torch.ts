import {
  fillBelow24,
  fillBelow53,
  mcg31,
  mersenneTwister,
  roundTo,
  uniformMcg31,
  type SequentialSource,
} from '../bits';
import { torchAlphaValues } from '../values/alpha';
import { identityValues, torchValues, zeroedValues, type ValueRule } from '../values/scaling';
import { drawCalls } from './calls';
import { MaskError, type MaskDraw, type TorchEngine, type TorchRequest } from './request';
import { checkMemoryOrder, visitInMemoryOrder } from './shape';

/** The masks of torch's CPU dropout functions after `torch.manual_seed`, bit for bit. */
export function drawTorch(request: TorchRequest, input?: Float32Array): MaskDraw {
  const { api, rate, shape, calls } = request;
  if (!(rate >= 0 && rate <= 1)) {
    throw new MaskError(`torch takes a probability between 0 and 1, not ${rate}.`);
  }
  const maskShape = maskShapeOf(request);
  const generator = mersenneTwister(request.seed);
  generator.skip(request.skippedWords ?? 0);
  const oldStream = request.engine === 'mcg31' && api !== 'bernoulli';
  return drawCalls({
    calls,
    shape,
    maskShape,
    input,
    stream: oldStream ? 'mcg31 (torch CPU, Intel + MKL)' : 'mt19937 (torch CPU)',
    verdict: oldStream ? 'exact against published outputs' : 'exact',
    values: valuesOf(request),
    fill: (mask) => fillOne(mask, generator, request),
  });
}

/**
 * Which CPU generator a torch build uses, by what it printed for the probe
 * `torch.manual_seed(0); F.dropout(torch.ones(16), .5)` (1 = kept); undefined when it is neither.
 */
export function torchEngineOf(probe: string): TorchEngine | undefined {
  const request = { framework: 'torch', api: 'dropout', seed: 0n, rate: 0.5 } as const;
  const engines: readonly TorchEngine[] = ['mt19937', 'mcg31'];
  return engines.find((engine) => {
    const { masks } = drawTorch({ ...request, shape: [16], calls: 1, engine });
    return masks[0]?.join('') === probe;
  });
}

/** The 32-bit draws that building `nn.Linear(inputs, outputs)` takes from the default generator. */
export function wordsOfLinear(inputs: number, outputs: number, bias = true): number {
  return inputs * outputs + (bias ? outputs : 0);
}

function fillOne(mask: Uint8Array, generator: SequentialSource, request: TorchRequest): void {
  const { api, rate } = request;
  if (api === 'bernoulli') return fillFromTensor(mask, generator, request);
  if (api === 'bernoulli_') return fillFromScalar(mask, generator, rate, request);
  if (rate === 0) mask.fill(1);
  else if (rate < 1) fillFromScalar(mask, generator, 1 - rate, request);
}

// The probability is a double here whatever the tensor's type, hence two words for each element.
function fillFromScalar(
  mask: Uint8Array,
  generator: SequentialSource,
  probability: number,
  request: TorchRequest,
): void {
  if (mask.length === 0) return;
  // MKL fills a packed row-major buffer and copies it, so the memory order does not matter there.
  if (request.engine === 'mcg31') {
    const stream = mcg31(generator.u32());
    for (let i = 0; i < mask.length; i++) mask[i] = Number(uniformMcg31(stream) < probability);
    return;
  }
  fillBelow53(mask, generator, probability);
  if (!request.memoryOrder) return;
  const drawn = mask.slice();
  let next = 0;
  visitInMemoryOrder(request.shape, request.memoryOrder, (element) => {
    mask[element] = drawn[next++] as number;
  });
}

function fillFromTensor(
  mask: Uint8Array,
  generator: SequentialSource,
  request: TorchRequest,
): void {
  const type = request.floatType ?? 'float32';
  const fill = type === 'float64' ? fillBelow53 : fillBelow24;
  fill(mask, generator, roundTo(type, request.rate));
}

function valuesOf(request: TorchRequest): ValueRule {
  if (request.rate === 0) return identityValues;
  if (request.rate === 1) return zeroedValues;
  if (request.api.includes('alpha')) return torchAlphaValues(request.rate);
  return torchValues(request.rate);
}

function maskShapeOf({ api, shape, memoryOrder }: TorchRequest): readonly number[] {
  if (memoryOrder) {
    if (api !== 'dropout') throw new MaskError('A memory order is for torch dropout only.');
    checkMemoryOrder(memoryOrder, shape);
  }
  const rank = shape.length;
  if (api === 'dropout1d' && rank !== 2 && rank !== 3) {
    throw new MaskError(`dropout1d takes 2 or 3 dimensions, not ${rank}.`);
  }
  if (api === 'dropout1d' && rank === 2) return [shape[0] as number, 1];
  if (api === 'dropout3d' && rank !== 5) return shape.map((size, i) => (i === 0 ? size : 1));
  if (/^(dropout[123]d|feature_alpha_dropout)$/.test(api)) {
    if (rank < 2) throw new MaskError(`${api} takes at least 2 dimensions, not ${rank}.`);
    return shape.map((size, i) => (i < 2 ? size : 1));
  }
  return shape;
}
