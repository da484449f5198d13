import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { facts } from '../../server/facts';
import { frameworkOf, lookup, lookupMethod } from '../../server/facts/lookup';
import { parseSignature } from '../../server/facts/row';
import type { ApiFact, ArgFact, RangeFact } from '../../server/model/fact';

interface Recording {
  readonly versions: Readonly<Record<string, string>>;
  readonly signatures: Readonly<Record<string, readonly string[]>>;
  readonly behaviour: Readonly<Record<string, Behaviour>>;
}

interface Behaviour {
  readonly untouched?: 'module' | 'on' | 'off' | 'raises';
  readonly range?: Pick<RangeFact, 'below' | 'one' | 'above'>;
  readonly savesOutput?: boolean;
  readonly savesOutputInPlace?: boolean;
  readonly atZero?: number;
  readonly commutes?: boolean;
  readonly alias?: boolean;
}

// Written by verify.py from the installed packages.
const recording = JSON.parse(
  fs.readFileSync(new URL('../../../test/facts/signatures.json', import.meta.url), 'utf8'),
) as Recording;

/** Rows of the releases with which the recording was made; what older ones did is not measured. */
const current = facts.filter(({ until }) => until === undefined);

const measured = current.flatMap((fact) => {
  const behaviour = recording.behaviour[nameOf(fact)];
  return behaviour ? [{ fact, behaviour }] : [];
});

test('rows under one name hold in different versions or take different arguments', () => {
  const keys = facts.flatMap((fact) =>
    fact.names.map((name) => JSON.stringify([name, fact.since, fact.until, fact.args])),
  );
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  assert.deepEqual(twice, []);
});

test('the recording is of the torch release that the rules were checked with', () => {
  assert.equal(recording.versions['torch'], '2.13.0');
  assert.ok(Object.keys(recording.signatures).length > 600);
  assert.ok(measured.length > 180);
});

const recordedRoots = [
  ...['torch', 'torchvision', 'timm', 'torch_geometric'],
  ...['jax', 'flax', 'haiku', 'equinox'],
  ...['paddle', 'mindspore', 'mxnet', 'mlx', 'tinygrad'],
];

for (const root of recordedRoots) {
  test(`every row of ${root} has a recorded signature`, () => {
    const missing = facts
      .map(nameOf)
      .filter((name) => name.startsWith(`${root}.`) && !name.includes('*'))
      .filter((name) => !recording.signatures[name] && !withoutSignature.has(name));
    assert.deepEqual(missing, []);
  });
}

test('arguments, their order and their defaults are those of the packages', () => {
  const different = current.flatMap((fact) => {
    if (nameOf(fact) === twoInOne) return [];
    const recorded = recording.signatures[nameOf(fact)];
    if (!recorded || eitherArgument.has(nameOf(fact))) return [];
    return recorded.some((signature) => sameArguments(fact, signature))
      ? []
      : [`${nameOf(fact)}(${fact.args.map(describe).join(', ')}) is ${recorded.join(' or ')}`];
  });
  assert.deepEqual(different, []);
});

test('a number is one of two arguments in MindSpore, each with a row of its own', () => {
  for (const name of eitherArgument) {
    const rates = facts.filter((fact) => nameOf(fact) === name).map(({ rate }) => rate);
    const [signature = ''] = recording.signatures[name] ?? [];
    const places = parseSignature(signature).args.map((argument) => argument.name);
    assert.deepEqual(rates, places.slice(0, 2));
  }
});

test('columns name arguments that exist', () => {
  const wrong = facts.flatMap((fact) =>
    [
      fact.rate,
      fact.training?.argument,
      fact.inPlaceArgument,
      fact.restartingSeed,
      fact.inputWidth,
      fact.outputWidth,
    ].flatMap((name) =>
      name === undefined || fact.args.some((argument) => argument.name === name)
        ? []
        : [`${nameOf(fact)}: ${name}`],
    ),
  );
  assert.deepEqual(wrong, []);
});

test('every dropout says what its number means, who switches it and what unusual rates do', () => {
  for (const fact of facts.filter((row) => row.kind === 'dropout' || row.rate !== undefined)) {
    for (const column of ['variant', 'rate', 'unit', 'training', 'range'] as const)
      assert.ok(fact[column] !== undefined, `${nameOf(fact)} lacks ${column}`);
    assert.ok(fact.range && fact.range.low === 0 && fact.range.high === 1);
    if (fact.form === 'module')
      assert.ok(
        /^(module|raises)$/.test(fact.training?.untouched ?? '') && fact.modeDependent,
        nameOf(fact),
      );
  }
});

test('an untouched call does what was measured', () => {
  for (const { fact, behaviour } of measured)
    if (behaviour.untouched && !unmeasurable.has(nameOf(fact)))
      assert.equal(fact.training?.untouched, behaviour.untouched, nameOf(fact));
});

test('unusual rates do what was measured', () => {
  for (const { fact, behaviour } of measured) {
    if (!behaviour.range || !fact.range || unmeasurable.has(nameOf(fact))) continue;
    if (fact.unit === 'keep') continue;
    const { below, one, above } = fact.range;
    assert.deepEqual({ below, one, above }, behaviour.range, nameOf(fact));
  }
});

test('what saves its output is what in-place dropout was seen to break', () => {
  for (const { fact, behaviour } of measured) {
    const saves = fact.savesOutput === 'always' || (fact.inPlace && fact.savesOutput !== undefined);
    if (behaviour.savesOutput !== undefined && !savedOnGpu.has(nameOf(fact)))
      assert.equal(saves ?? false, behaviour.savesOutput, nameOf(fact));
    if (behaviour.savesOutputInPlace !== undefined)
      assert.equal(fact.savesOutput !== undefined, behaviour.savesOutputInPlace, nameOf(fact));
  }
});

test('activations have the measured value at zero and commute where measured', () => {
  for (const { fact, behaviour } of measured) {
    if (behaviour.atZero === undefined) continue;
    if (fact.atZero === 'share') assert.notEqual(behaviour.atZero, 0, nameOf(fact));
    else assert.ok(Math.abs((fact.atZero ?? 0) - behaviour.atZero) < 1e-5, nameOf(fact));
    if (!randomSlope.has(nameOf(fact)))
      assert.equal(fact.commutesWithDropout ?? false, behaviour.commutes, nameOf(fact));
  }
});

test('what is said to alias its input was seen to', () => {
  for (const { fact, behaviour } of measured)
    if (behaviour.alias === false) assert.ok(!fact.alias, nameOf(fact));
});

// rules.md 4.1: name, argument, untouched call, and 4.2: rate below 0, 1, above 1
const catalogue = [
  ['torch.nn.Dropout', 'p', 'module', 'error at construction', 'all zero'],
  ['torch.nn.Dropout1d', 'p', 'module', 'error at construction', 'all zero'],
  ['torch.nn.Dropout2d', 'p', 'module', 'error at construction', 'all zero'],
  ['torch.nn.Dropout3d', 'p', 'module', 'error at construction', 'all zero'],
  ['torch.nn.AlphaDropout', 'p', 'module', 'error at construction', 'all zero'],
  ['torch.nn.FeatureAlphaDropout', 'p', 'module', 'error at construction', 'all zero'],
  ['torch.nn.functional.dropout', 'p', 'on', 'error at call', 'all zero'],
  ['torch.nn.functional.dropout1d', 'p', 'on', 'error at call', 'all zero'],
  ['torch.nn.functional.dropout2d', 'p', 'on', 'error at call', 'all zero'],
  ['torch.nn.functional.dropout3d', 'p', 'on', 'error at call', 'all zero'],
  ['torch.nn.functional.alpha_dropout', 'p', 'off', 'error at call', 'all zero'],
  ['torch.nn.functional.feature_alpha_dropout', 'p', 'off', 'error at call', 'all zero'],
  ['torch.dropout', 'p', 'on', 'error at call', 'all zero'],
  [
    'torch.nn.functional.scaled_dot_product_attention',
    'dropout_p',
    'on',
    'error at call',
    'all zero',
  ],
  ['torch.nn.RNN', 'dropout', 'module', 'error at construction', 'accepted'],
  ['torch.nn.LSTM', 'dropout', 'module', 'error at construction', 'accepted'],
  ['torch.nn.GRU', 'dropout', 'module', 'error at construction', 'accepted'],
  ['torch.nn.TransformerEncoderLayer', 'dropout', 'module', 'error at construction', 'accepted'],
  ['torch.nn.Transformer', 'dropout', 'module', 'error at construction', 'accepted'],
  ['torch.nn.MultiheadAttention', 'dropout', 'module', 'error in training', 'accepted'],
  ['torchvision.ops.stochastic_depth', 'p', 'on', 'error at call', 'all zero'],
  ['timm.layers.drop_path', 'drop_prob', 'off', 'error in training', 'all zero'],
  ['torch_geometric.utils.dropout_edge', 'p', 'on', 'error at call', 'accepted'],
  ['flax.linen.Dropout', 'rate', 'raises', 'all zero', 'all zero'],
  ['flax.nnx.Dropout', 'rate', 'module', 'all zero', 'all zero'],
  ['haiku.dropout', 'rate', 'on', 'error at call', 'error at call'],
  ['equinox.nn.Dropout', 'p', 'module', 'all zero', 'all zero'],
  ['keras.layers.Dropout', 'rate', 'module', 'error at construction', 'all zero'],
  ['keras.layers.SpatialDropout2D', 'rate', 'module', 'error at construction', 'all zero'],
  ['keras.layers.GaussianDropout', 'rate', 'module', 'error at construction', 'error in training'],
  ['keras.layers.AlphaDropout', 'rate', 'module', 'error at construction', 'error in training'],
  ['keras.layers.MultiHeadAttention', 'dropout', 'module', 'error at call', 'accepted'],
  ['keras.layers.LSTM', 'dropout', 'module', 'no dropout', 'no dropout'],
  ['keras.layers.GRU', 'dropout', 'module', 'no dropout', 'no dropout'],
  ['keras.random.dropout', 'rate', 'on', 'error at call', 'all zero'],
  ['keras.backend.dropout', 'level', 'on', 'error at call', 'error at call'],
] as const;

for (const [name, rate, untouched, above, one] of catalogue) {
  test(`${name} is as the rule catalogue says`, () => {
    const fact = lookup(name);
    assert.ok(fact, name);
    assert.equal(fact.rate, rate);
    assert.equal(fact.unit, 'drop');
    assert.equal(fact.training?.untouched, untouched);
    assert.equal(fact.range?.above, above);
    assert.equal(fact.range?.one, one);
  });
}

test('rates default to what the catalogue says', () => {
  assert.equal(rateDefault('torch.nn.Dropout'), 0.5);
  assert.equal(rateDefault('torch.nn.functional.scaled_dot_product_attention'), 0);
  assert.equal(rateDefault('torch.nn.TransformerEncoderLayer'), 0.1);
  assert.equal(rateDefault('torch.nn.LSTM'), 0);
  assert.equal(rateDefault('torch.dropout'), undefined);
});

test('a cell has no dropout argument', () => {
  for (const name of ['torch.nn.RNNCell', 'torch.nn.LSTMCell', 'torch.nn.GRUCell'])
    assert.ok(!lookup(name)?.args.some((argument) => argument.name === 'dropout'));
});

for (const [name, found] of [
  ['torch.nn.modules.dropout.Dropout', 'torch.nn.Dropout'],
  ['torch._VF.dropout_', 'torch.dropout_'],
  ['torch._C._nn.gelu', 'torch.nn.functional.gelu'],
  ['torch.autograd.grad_mode.no_grad', 'torch.no_grad'],
  ['torch.nn.parallel.DataParallel', 'torch.nn.DataParallel'],
  ['torch.optim.adamw.AdamW', 'torch.optim.AdamW'],
  ['timm.models.layers.drop.DropPath', 'timm.layers.DropPath'],
  ['timm.models.create_model', 'timm.create_model'],
  ['torch_geometric.nn.conv.gcn_conv.GCNConv', 'torch_geometric.nn.GCNConv'],
  ['torchvision.models.resnet50', 'torchvision.models.*'],
  ['torchvision.models.resnet.resnet50', 'torchvision.models.*'],
  ['torchvision.models.ResNet50_Weights', 'torchvision.models.*_Weights'],
  ['torchvision.models.detection.rpn.AnchorGenerator', 'torchvision.models.*Generator'],
  ['lightning.pytorch.LightningModule', 'pytorch_lightning.LightningModule'],
  ['transformers.AutoModelForCausalLM.from_pretrained', 'transformers.AutoModel.from_pretrained'],
  ['transformers.BertModel.from_pretrained', 'transformers.*Model.from_pretrained'],
  ['transformers.models.bert.BertModel.from_pretrained', 'transformers.*Model.from_pretrained'],
  ['transformers.TFBertModel.from_pretrained', 'transformers.TF*'],
  ['fastai.vision.all.vision_learner', 'fastai.vision_learner'],
  ['torch.optim.lr_scheduler.StepLR', undefined],
  ['transformers.AutoTokenizer.from_pretrained', undefined],
  ['transformers.BertConfig.from_pretrained', undefined],
  ['flax.linen.stochastic.Dropout', 'flax.linen.Dropout'],
  ['flax.linen.activation.relu', 'jax.nn.relu'],
  ['flax.nnx.Dropout', 'flax.nnx.Dropout'],
  ['torchvision.transforms.Compose', undefined],
  ['tensorflow.keras.layers.Dropout', 'keras.layers.Dropout'],
  ['tensorflow.python.keras.layers.core.Dropout', 'keras.layers.Dropout'],
  ['tensorflow.compat.v1.keras.layers.Dropout', 'keras.layers.Dropout'],
  ['tf_keras.layers.Dropout', 'keras.layers.Dropout'],
  ['keras.src.layers.regularization.dropout.Dropout', 'keras.layers.Dropout'],
  ['keras.layers.core.Dropout', 'keras.layers.Dropout'],
  ['keras.layers.advanced_activations.LeakyReLU', 'keras.layers.LeakyReLU'],
  ['keras.models.Sequential', 'keras.Sequential'],
  ['tensorflow.keras.models.Model', 'keras.Model'],
  ['tensorflow.keras.backend.dropout', 'keras.backend.dropout'],
  ['tensorflow.keras.applications.resnet50.ResNet50', 'keras.applications.ResNet*'],
  ['tensorflow.keras.applications.resnet50.preprocess_input', undefined],
  ['keras.optimizers.legacy.Adam', 'keras.optimizers.Adam'],
  ['torch', undefined],
  ['', undefined],
] as const) {
  test(`${name || 'an empty name'} is found as ${found ?? 'nothing'}`, () => {
    assert.equal(lookup(name)?.names[0], found);
  });
}

test('what from_pretrained and from_config return is in the mode the library leaves it in', () => {
  assert.equal(lookup('transformers.AutoModel.from_pretrained')?.returnsMode, 'eval');
  assert.equal(lookup('transformers.AutoModelForMaskedLM.from_config')?.returnsMode, 'train');
  assert.equal(lookup('transformers.BertModel')?.returnsMode, 'train');
  assert.equal(lookup('peft.PeftModel.from_pretrained')?.returnsMode, 'eval');
  assert.equal(lookup('torchvision.models.vgg16')?.returnsMode, 'train');
  assert.equal(lookup('timm.create_model')?.returnsMode, 'train');
});

test('tensor methods are found by their bare name', () => {
  assert.equal(lookupMethod('view', ['pytorch'])?.kind, 'reshape');
  assert.equal(lookupMethod('relu', ['pytorch'])?.kind, 'activation');
  assert.equal(lookupMethod('dropout', ['pytorch']), undefined);
});

test('a framework is known by the longest module that holds what is imported', () => {
  assert.equal(frameworkOf('torch_geometric.nn'), 'pytorch');
  assert.equal(frameworkOf('tensorflow.keras.layers'), 'keras');
  assert.equal(frameworkOf('tensorflow.nn'), 'tensorflow');
  assert.equal(frameworkOf('flax.linen'), 'flax');
  assert.equal(frameworkOf('flax.nnx'), 'nnx');
  assert.equal(frameworkOf('numpy'), undefined);
});

function nameOf(fact: ApiFact): string {
  return fact.names[0] ?? '';
}

function rateDefault(name: string): unknown {
  const fact = lookup(name);
  return fact?.args.find((argument) => argument.name === fact.rate)?.default;
}

/**
 * A row with open keywords may stop early and may list keywords that the signature hides in them;
 * `*args, **kwargs` claims nothing.
 */
function sameArguments(fact: ApiFact, signature: string): boolean {
  const { args, openKeywords } = parseSignature(signature);
  if (openKeywords && args.length === 1 && args[0]?.variadic) return true;
  if (fact.openKeywords && fact.args.length === 1 && fact.args[0]?.variadic) return true;
  if (openKeywords && !fact.openKeywords) return false;
  const [rowPlaces, rowKeywords] = split(fact.args);
  const [places, keywords] = split(args);
  const open = fact.openKeywords === true;
  return (
    (open ? rowPlaces.length <= places.length : rowPlaces.length === places.length) &&
    rowPlaces.every((argument, index) => sameArgument(argument, places[index])) &&
    (open || rowKeywords.length === keywords.length) &&
    rowKeywords.every((argument) => {
      const same = keywords.find((keyword) => keyword.name === argument.name);
      return same ? sameArgument(argument, same) : openKeywords === true;
    })
  );
}

function sameArgument(row: ArgFact, recorded: ArgFact | undefined): boolean {
  return (
    recorded !== undefined &&
    [row.name, ...(row.aliases ?? [])].includes(recorded.name) &&
    row.default === recorded.default &&
    row.variadic === recorded.variadic
  );
}

function split(args: readonly ArgFact[]): [ArgFact[], ArgFact[]] {
  return [
    args.filter((argument) => !argument.keywordOnly),
    args.filter((argument) => argument.keywordOnly),
  ];
}

function describe(argument: ArgFact): string {
  return argument.default === undefined ? argument.name : `${argument.name}=${argument.default}`;
}

/** Takes a probability of keeping by place and one of dropping by name: two rows. */
const twoInOne = 'tensorflow.compat.v1.nn.dropout';

/** Functions in C without a schema, and layers of earlier releases of Keras. */
const withoutSignature = new Set([
  'torch.nn.functional.logsigmoid',
  'keras.layers.CuDNNLSTM',
  'keras.layers.CuDNNGRU',
  'keras.layers.ThresholdedReLU',
  'torch.Tensor.float',
  'torch.Tensor.half',
  'torch.Tensor.bfloat16',
  'torch.Tensor.double',
]);

/** A call takes one of two arguments that mean the opposite; the recording is of the one that is called p. */
const eitherArgument = new Set(['mindspore.nn.Dropout']);

/** The recorded run cannot show the column: its outcome depends on sizes or on another argument. */
const unmeasurable = new Set([
  'timm.layers.DropBlock2d',
  'timm.layers.drop_block_2d',
  'timm.layers.PatchDropout',
  'torch_geometric.nn.HypergraphConv',
  // A rate of 1 is compiled, which a machine without a compiler cannot do.
  'tinygrad.Tensor.dropout',
]);

/** cuDNN's backward reads the output; the generic kernel, with which the recording was made, does not. */
const savedOnGpu = new Set(['torch.nn.RNN', 'torch.nn.GRU']);

/** Draws its slope anew at each call in training, and takes the mean in the recorded call. */
const randomSlope = new Set(['torch.nn.functional.rrelu', 'torch.nn.functional.rrelu_']);
