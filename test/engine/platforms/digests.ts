import * as engine from '../../../engine';
import { trainingPair } from '../../../engine/experiments';

/** The SHA-1 of the exact bits of a fixed set of results, by what they are; the same wherever the engine runs. */
export function digests(): Readonly<Record<string, string>> {
  return { ...streamDigests(), ...maskDigests(), ...variantDigests(), ...runDigests() };
}

function streamDigests(): Record<string, string> {
  const sources = {
    mt19937: engine.mersenneTwister(42),
    mcg31: engine.mcg31(42),
    alea: engine.alea('42'),
    pcg64: engine.pcg64([42]),
    'own stream': engine.ownStream(42),
  };
  const words = new Uint32Array(5000);
  const made = Object.entries(sources).map(([name, source]) => {
    source.fill(words);
    return [`stream ${name}`, digestOf([words])];
  });
  const source = engine.ownStream(7);
  const normals = Float64Array.from({ length: 5000 }, () => engine.normal(source));
  return { ...Object.fromEntries(made), 'normal numbers': digestOf([normals]) };
}

function maskDigests(): Record<string, string> {
  const shared = { rate: 0.3, shape: [40, 25], calls: 3 };
  const input = Float32Array.from({ length: 1000 }, (_, i) => ((i % 17) - 8) / 3);
  const requests: Record<string, engine.MaskRequest> = {
    torch: { ...shared, framework: 'torch', api: 'dropout', seed: 42n },
    'torch alpha': { ...shared, framework: 'torch', api: 'alpha_dropout', seed: 42n },
    flax: { ...shared, framework: 'flax', api: 'Dropout', seed: 5n },
    nnx: { ...shared, framework: 'nnx', api: 'Dropout', seed: 5n },
    tensorflow: { ...shared, framework: 'tf', api: 'stateless_dropout', seeds: [1n, 2n] },
    'keras on tensorflow': { ...shared, framework: 'keras-tf', api: 'Dropout', seed: 17n },
    'keras on jax': { ...shared, framework: 'keras-jax', api: 'AlphaDropout', seed: 17n },
    'keras on numpy': { ...shared, framework: 'keras-numpy', api: 'Dropout', seed: 17n },
    tfjs: { ...shared, framework: 'tfjs', api: 'dropout', seed: '42' },
  };
  return Object.fromEntries(
    Object.entries(requests).map(([name, request]) => {
      const { masks, outputs } = engine.drawMasks(request, input);
      return [`masks of ${name}`, digestOf([...masks, ...outputs])];
    }),
  );
}

function variantDigests(): Record<string, string> {
  const shape = [4, 3, 12, 10];
  const input = Float64Array.from({ length: engine.elementCount(shape) }, (_, i) => i / 7 - 100);
  const names = Object.keys(engine.variants) as engine.VariantName[];
  return Object.fromEntries(
    names.map((name) => {
      const noise = engine.variants[name].draw(shape, { rate: 0.4 }, engine.ownStream(3, name));
      const passes = [engine.forward(input, shape, noise), engine.backward(input, shape, noise)];
      return [`variant ${name}`, digestOf(passes)];
    }),
  );
}

function runDigests(): Record<string, string> {
  const activations = ['relu', 'leaky relu', 'tanh', 'sigmoid', 'selu'] as const;
  const trained = activations.map((name): [string, string] => {
    const state = trainedSteps(name);
    const weights = [...state.parameters.trainable, ...state.parameters.statistics];
    return [`50 steps with ${name}`, digestOf(weights)];
  });
  return { ...Object.fromEntries(trained), 'Monte Carlo': monteCarlo() };
}

// 80 examples in batches of 16 make 5 steps an epoch.
function trainedSteps(name: engine.ActivationName): engine.TrainingState {
  const task = { points: 'moons', rate: 0.3, width: 16, seed: 6, epochs: 10 } as const;
  const pair = trainingPair({ ...task, own: 'dropout', rival: 'batch norm', strength: 1 });
  const layers = pair.rival.network.layers.flatMap((layer): engine.Layer[] =>
    layer.kind === 'activation'
      ? [
          { kind: 'activation', name },
          { kind: 'dropout', rate: 0.3, variant: 'alpha' },
        ]
      : [layer],
  );
  return engine.trainToEnd({
    ...pair.rival,
    network: { ...pair.rival.network, layers },
    batchSize: 16,
  });
}

function monteCarlo(): string {
  const state = trainedSteps('tanh');
  const network: engine.NetworkSpecification = {
    inputs: 2,
    loss: 'mean squared error',
    layers: [
      { kind: 'linear', units: 16 },
      { kind: 'activation', name: 'tanh' },
      { kind: 'dropout', rate: 0.3, variant: 'gaussian dropout' },
      { kind: 'linear', units: 1 },
    ],
  };
  const parameters = engine.initialParameters(network, 'lecun normal', 9);
  const workspace = engine.prepare(network, 8);
  const masks = engine.noiseSources(network, 4);
  const inputs = state.parameters.trainable[0]?.slice(0, 16) ?? new Float64Array(16);
  const passes = Array.from({ length: 200 }, () =>
    engine.predict(workspace, parameters, inputs, 'mc', masks),
  );
  return digestOf(passes);
}

function digestOf(arrays: readonly ArrayBufferView[]): string {
  const bytes = arrays.flatMap(({ buffer, byteOffset, byteLength }) => [
    ...new Uint8Array(buffer, byteOffset, byteLength),
  ]);
  return Array.from(engine.sha1(Uint8Array.from(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
