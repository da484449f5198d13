// From flagged code to the scene of the simulator: where each finding stands, and what the engine says is shown.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const seed = 42;

/** The engine and the way in which the view writes numbers, bundled for Node. */
async function loadEngine() {
  const outfile = path.join(root, 'out/e2e/engine.mjs');
  await build({
    stdin: {
      contents: `export * from './engine'; export * from './engine/experiments';
export { reluOfStandardNormal, tenClasses } from './engine/closed-forms'; export * from './webview/format';`,
      resolveDir: root,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}

/** Every walk: a file, the flagged text in it, the rule, its scene, and the texts that the first frame must hold. */
export async function loadWalks() {
  const engine = await loadEngine();
  const { formatNumber, formatShare, formatFixed, keptUnits } = engine;
  const shift = (rate) => {
    const unit = { ...engine.reluOfStandardNormal, rate };
    const deviation = engine.batchNormOutputDeviation(unit);
    return {
      verdict: [formatNumber(engine.trainingVariance(unit)), formatShare(deviation)],
      headlines: [formatFixed(deviation), '1.00'],
    };
  };
  const output = (rate) => {
    const logits = { ...engine.tenClasses, classes: 10 };
    const flips = formatShare(engine.argmaxFlips(rate, logits));
    return {
      verdict: [flips, formatNumber(engine.negativeLogLikelihood(rate, logits))],
      headlines: [flips, formatShare(0)],
    };
  };
  const stacked = (rates) => ({
    verdict: [formatShare(engine.stackedRate(rates))],
    cells: [['effective drop probability', formatNumber(engine.stackedRate(rates))]],
  });
  const answers = (rate, width) => {
    const inputs = engine.drawActivations('relu', width, seed);
    const spread = engine.missingEvalDeviation(engine.drawWeights(width, seed), inputs, rate);
    return {
      verdict: ['200 different answers'],
      cells: [['standard deviation, closed form', formatNumber(spread)]],
    };
  };
  const kept = (rate, width) => formatNumber(Math.round(keptUnits(width, rate)));
  const extreme = (rate, width) => ({
    verdict: [formatShare(rate), `${kept(rate, width)} of ${width}`],
    cells: [['expected number kept', formatNumber(keptUnits(width, rate))]],
  });
  const never = (rate, width) => ({
    verdict: [`${width} units`, formatNumber(Math.round(width - keptUnits(width, rate)))],
    headlines: [`${width} of ${width}`],
    cells: [['expected number kept', formatNumber(width), formatNumber(keptUnits(width, rate))]],
  });
  const outOfRange = (meant, width, words, headline) => ({
    verdict: [words],
    headlines: [headline],
    cells: [['expected number kept', undefined, formatNumber(keptUnits(width, meant))]],
  });
  const selu = (rate) => {
    const layer = { kind: 'alpha dropout', rate, units: 32768, seed };
    const inputs = engine.drawActivations('relu', layer.units, seed);
    const moved = engine.applyLayer(layer, inputs, engine.maskBits(layer, 1));
    return { headlines: [formatFixed(engine.summarise(moved).mean)] };
  };
  return [
    [
      'layers_torch.py',
      'nn.Dropout(0.5)',
      'dropout-before-batchnorm',
      'before-batchnorm',
      shift(0.5),
    ],
    ['layers_torch.py', 'nn.Dropout(0.25)', 'stacked-dropout', 'stacked', stacked([0.25, 0.4])],
    ['layers_torch.py', 'p=keep_prob', 'keep-prob-as-rate', 'rate', extreme(0.9, 64)],
    ['layers_torch.py', 'nn.AlphaDropout', 'alpha-dropout-without-selu', 'alpha', selu(0.2)],
    ['layers_torch.py', 'F.dropout', 'functional-dropout-always-on', 'answers', answers(0.15, 64)],
    ['train_torch.py', 'self.last(self', 'dropout-after-output', 'after-output', output(0.3)],
    ['train_torch.py', 'model(images)', 'missing-eval-mode', 'answers', answers(0.45, 64)],
    [
      'layers_flax.py',
      'nn.Dropout(0.2)',
      'dropout-before-batchnorm',
      'before-batchnorm',
      shift(0.2),
    ],
    ['layers_flax.py', 'nn.Dropout(0.95)', 'extreme-rate', 'rate', extreme(0.95, 64)],
    ['layers_flax.py', 'nn.Dropout(0.5', 'stacked-dropout', 'stacked', stacked([0.5, 0.3])],
    ['layers_flax.py', 'Block()(x)', 'training-flag-not-threaded', 'never', never(0.25, 16)],
    ['layers.mjs', 'rate: 0.92', 'extreme-rate', 'rate', extreme(0.92, 64)],
    [
      'layers.mjs',
      'rate: 40',
      'rate-out-of-range',
      'rate',
      outOfRange(0.4, 32, 'means no dropout', '32 of 32'),
    ],
    ['layers.mjs', 'tf.dropout(x, 0.35)', 'discarded-dropout-result', 'never', never(0.35, 64)],
    ['layers.mjs', 'tf.dropout(x, keepProb', 'keep-prob-as-rate', 'rate', extreme(0.8, 64)],
  ].map(([file, text, rule, scene, shown]) => ({ file, text, rule, scene, ...shown }));
}
