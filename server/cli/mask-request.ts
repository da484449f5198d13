import type { FloatType, KeyOperation, MaskRequest } from '../../engine';
import { UsageError } from './usage-error';

/** The options of the `mask` command as they were written. */
export type MaskOptions = Readonly<Record<string, string | boolean | undefined>>;

/** The engine's request for the options of one `mask` command; throws a UsageError for wrong use. */
export function maskRequest(options: MaskOptions): MaskRequest {
  const framework = textOf(options, 'framework');
  const apis = Object.hasOwn(profiles, framework) ? profiles[framework] : undefined;
  if (!apis) throw new UsageError(`Unknown framework ${framework}; ${listed(profiles)}.`);
  const api = textOf(options, 'api');
  const allowed = Object.hasOwn(apis, api) ? apis[api] : undefined;
  if (!allowed) throw new UsageError(`Unknown api ${api} of ${framework}; ${listed(apis)}.`);
  for (const name of Object.keys(options)) {
    if (!common.includes(name) && !allowed.includes(name)) {
      throw new UsageError(`Option --${name} is not for ${framework} ${api}.`);
    }
  }
  checkOutputs(options, api);
  const base = {
    framework,
    api,
    rate: rateOf(options, api),
    shape: integersOf(options, 'shape'),
    calls: integerOf(options, 'calls', 1, 1),
    channelsFirst: channelsFirst(options),
    ...optionalLists(options),
    ...(options.dtype === undefined ? {} : { floatType: floatType(textOf(options, 'dtype')) }),
  };
  return { ...base, ...seedsOf(options, framework, api) } as MaskRequest;
}

const common = ['framework', 'api', 'p', 'shape', 'calls', 'format', 'outputs', 'input'];
const torch = ['seed', 'skip-u32', 'engine', 'dtype', 'memory-order'];
const keras = ['seed', 'python-seed', 'seed-index'];
const kerasLayers = {
  Dropout: [...keras, 'noise-shape'],
  SpatialDropout1D: [...keras, 'data-format'],
  SpatialDropout2D: [...keras, 'data-format'],
  SpatialDropout3D: [...keras, 'data-format'],
  AlphaDropout: [...keras, 'noise-shape'],
  'random.dropout': ['seed', 'noise-shape'],
};

// framework → api → the options it takes besides the common ones
const profiles: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  torch: {
    dropout: torch,
    dropout1d: torch,
    dropout2d: torch,
    dropout3d: torch,
    alpha_dropout: torch,
    feature_alpha_dropout: torch,
    bernoulli: torch,
    bernoulli_: torch,
  },
  jax: { bernoulli: ['seed', 'key-ops', 'no-partitionable'] },
  flax: { Dropout: ['seed', 'path', 'broadcast-dims', 'array'] },
  nnx: { Dropout: ['seed', 'prior-draws', 'broadcast-dims', 'array'] },
  tf: {
    stateless_dropout: ['seed', 'dtype', 'noise-shape'],
    'nn.dropout': ['global-seed', 'op-seed', 'op-index', 'dtype', 'noise-shape'],
  },
  'keras-tf': { ...kerasLayers, GaussianDropout: keras },
  'keras-jax': { ...kerasLayers, GaussianDropout: keras },
  'keras-numpy': kerasLayers,
  tfjs: { dropout: ['seed', 'noise-shape'], 'layers.dropout': ['seed', 'noise-shape'] },
};

function seedsOf(options: MaskOptions, framework: string, api: string): object {
  if (framework === 'tfjs') return { seed: textOf(options, 'seed', true) };
  if (api === 'stateless_dropout') return { seeds: seedPair(textOf(options, 'seed')) };
  if (api === 'nn.dropout') return statefulSeeds(options);
  if (options['python-seed'] !== undefined) return { seed: pythonSeed(options) };
  if (options['seed-index'] !== undefined) {
    throw new UsageError('Option --seed-index needs --python-seed.');
  }
  return {
    seed: seedOf(options, 'seed'),
    engine: torchEngine(options),
    skippedWords: integerOf(options, 'skip-u32', 0, 0),
    priorDraws: integerOf(options, 'prior-draws', 0, 0),
    jaxArray: jaxArray(options),
    path: options.path === undefined ? [] : textOf(options, 'path').split(','),
    keyOperations:
      options['key-ops'] === undefined ? [] : keyOperations(textOf(options, 'key-ops')),
    partitionable: options['no-partitionable'] !== true,
  };
}

function statefulSeeds(options: MaskOptions): object {
  if (options['op-seed'] === undefined && options['global-seed'] === undefined) {
    throw new UsageError('tf nn.dropout needs --global-seed, --op-seed or both.');
  }
  if (options['op-seed'] !== undefined && options['op-index'] !== undefined) {
    throw new UsageError('Option --op-index is for calls without --op-seed.');
  }
  return {
    ...(options['global-seed'] === undefined ? {} : { globalSeed: seedOf(options, 'global-seed') }),
    ...(options['op-seed'] === undefined ? {} : { operationSeed: seedOf(options, 'op-seed') }),
    operationIndex: integerOf(options, 'op-index', 1, 1, 1e7),
  };
}

function pythonSeed(options: MaskOptions): object {
  if (options.seed !== undefined) throw new UsageError('Give --seed or --python-seed, not both.');
  const seed = seedOf(options, 'python-seed');
  if (seed < 0n || seed >= 2n ** 32n) {
    throw new UsageError('set_random_seed takes a seed from 0 to 4294967295.');
  }
  return { pythonSeed: seed, index: integerOf(options, 'seed-index', 1, 1, 1e7) };
}

function keyOperations(text: string): KeyOperation[] {
  return text.split(',').map((step) => {
    const split = /^split:(\d{1,9}):(\d{1,9})$/.exec(step);
    if (split) return { kind: 'split', count: Number(split[1]), index: Number(split[2]) };
    const fold = /^fold_in:(-?\d+)$/.exec(step);
    if (fold) return { kind: 'fold_in', data: seedFrom(fold[1] ?? '', 'key-ops') };
    throw new UsageError(`Unknown key operation ${step}; it is split:N:I or fold_in:D.`);
  });
}

function optionalLists(options: MaskOptions): object {
  const names = { 'memory-order': 'memoryOrder', 'noise-shape': 'noiseShape' } as const;
  const lists: Record<string, readonly number[]> = {};
  for (const [name, key] of Object.entries({ ...names, 'broadcast-dims': 'broadcastDimensions' })) {
    if (options[name] !== undefined) lists[key] = integersOf(options, name);
  }
  return lists;
}

function checkOutputs(options: MaskOptions, api: string): void {
  if (options.outputs !== true) return;
  if (api.startsWith('bernoulli')) throw new UsageError(`${api} has no outputs besides its mask.`);
  if ((options.dtype ?? 'float32') !== 'float32') {
    throw new UsageError('Option --outputs is for float32 only.');
  }
}

function rateOf(options: MaskOptions, api: string): number {
  const text = textOf(options, 'p');
  if (api === 'layers.dropout' && /^nan$/i.test(text)) return NaN;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    throw new UsageError(`${text} is no probability.`);
  }
  return Number(text);
}

function torchEngine(options: MaskOptions): string {
  const name = options.engine ?? 'mt19937';
  if (name === 'mt19937' || name === 'mcg31') return name;
  throw new UsageError(`Unknown engine ${String(name)}; it is mt19937 or mcg31.`);
}

function floatType(name: string): FloatType {
  if (name === 'float32' || name === 'float64' || name === 'float16' || name === 'bfloat16') {
    return name;
  }
  throw new UsageError(`Unknown dtype ${name}; it is float32, float64, float16 or bfloat16.`);
}

function jaxArray(options: MaskOptions): boolean {
  const kind = options.array ?? 'numpy';
  if (kind === 'numpy' || kind === 'jax') return kind === 'jax';
  throw new UsageError(`Unknown array ${String(kind)}; it is numpy or jax.`);
}

function channelsFirst(options: MaskOptions): boolean {
  const format = options['data-format'] ?? 'channels_last';
  if (format === 'channels_first' || format === 'channels_last') return format === 'channels_first';
  throw new UsageError(`Unknown data format ${String(format)}.`);
}

function seedPair(text: string): readonly [bigint, bigint] {
  const [first, second, ...rest] = text.split(',');
  if (second === undefined || rest.length > 0) {
    throw new UsageError('stateless_dropout takes --seed a,b with two integers.');
  }
  return [signedSeed(first ?? ''), signedSeed(second)];
}

function signedSeed(text: string): bigint {
  const seed = seedFrom(text, 'seed');
  if (seed >= 2n ** 63n) throw new UsageError(`${text} is no signed 64-bit integer.`);
  return seed;
}

function seedOf(options: MaskOptions, name: string): bigint {
  return seedFrom(textOf(options, name), name);
}

function seedFrom(text: string, name: string): bigint {
  const seed = /^[+-]?\d{1,20}$/.test(text) ? BigInt(text.replace('+', '')) : undefined;
  if (seed === undefined || seed < -(2n ** 63n) || seed >= 2n ** 64n) {
    throw new UsageError(`Option --${name} takes integers of up to 64 bits, not ${text}.`);
  }
  return seed;
}

function integersOf(options: MaskOptions, name: string): number[] {
  return textOf(options, name)
    .split(',')
    .map((part) => {
      if (!/^-?\d{1,9}$/.test(part)) throw new UsageError(`Impossible --${name} ${part}.`);
      return Number(part);
    });
}

function integerOf(
  options: MaskOptions,
  name: string,
  standard: number,
  least: number,
  most = 4294967295,
): number {
  if (options[name] === undefined) return standard;
  const text = textOf(options, name);
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`Option --${name} takes an integer from ${least} to ${most}, not ${text}.`);
}

function textOf(options: MaskOptions, name: string, mayBeEmpty = false): string {
  const value = options[name];
  if (typeof value !== 'string') throw new UsageError(`Option --${name} is missing.`);
  if (value === '' && !mayBeEmpty) throw new UsageError(`Option --${name} needs a value.`);
  return value;
}

function listed(choices: object): string {
  return `it is one of ${Object.keys(choices).join(', ')}`;
}
