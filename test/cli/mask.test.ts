import assert from 'node:assert/strict';
import test from 'node:test';
import { helpOf } from '../../server/cli/help';
import { maskOptions, runMask } from '../../server/cli/mask';

const torch = '--framework torch --api dropout --seed 42 --p 0.5 --shape 16';

test('the first example of the specification', () => {
  const { exitCode, stdout, stderr } = run(`${torch} --calls 2 --format json`);
  assert.equal(exitCode, 0);
  assert.equal(stderr, '');
  assert.deepEqual(JSON.parse(stdout), {
    masks: ['1111010011110010', '1001101111011111'],
    generator: 'mt19937 (torch CPU)',
    verdict: 'exact',
  });
});

test('the help names every option and no other', () => {
  const named = [...(helpOf('mask') ?? '').matchAll(/--([a-z0-9-]+)/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(named)].sort(), Object.keys(maskOptions).sort());
});

test('text is one mask per line', () => {
  assert.equal(run(`${torch} --calls 2`).stdout, '1111010011110010\n1001101111011111\n');
});

test('the second example of the specification', () => {
  assert.deepEqual(
    masks(
      '--framework tf --api nn.dropout --global-seed 5 --op-seed 9 --p 0.5 --shape 37 --calls 2',
    ),
    ['1001110100010001011100101100010011010', '1010001101001101011011010001100110010'],
  );
});

for (const [args, expected] of [
  [`${torch} --skip-u32 8`, '0100111100101001'],
  [torch.replace('16', '4,6') + ' --memory-order 1,0', '101011111000101101101011'],
  [torch.replace('42', '0') + ' --engine mcg31', '1001100111100111'],
  ['--framework jax --api bernoulli --seed 42 --p .7 --shape 21', '111111101010001001101'],
  [
    '--framework flax --api Dropout --seed 5 --path inner,Dropout_1 --p 0.5 --shape 4,6',
    '001111000101101000101100',
  ],
  ['--framework nnx --api Dropout --seed 3 --p 0.5 --shape 4,6', '000010011101110000011001'],
  [
    '--framework tf --api stateless_dropout --seed 1,0 --p .3 --shape 37 --dtype float16',
    '1010010110110111001011101101111011111',
  ],
  [
    '--framework keras-tf --api Dropout --python-seed 17 --p .4 --shape 3,13',
    '001101011011101111001111110110111111101',
  ],
  [
    '--framework tfjs --api dropout --seed 42 --p .3 --shape 40',
    '1110110111110110011110111111111010111011',
  ],
] as const) {
  test(args, () => assert.deepEqual(masks(args), [expected]));
}

test('outputs are the bits of float32 numbers', () => {
  const args = '--framework torch --api alpha_dropout --seed 42 --p .3 --shape 16 --outputs';
  const { outputs } = JSON.parse(run(`${args} --format json`).stdout);
  assert.equal(outputs[0][0], '3fa85362');
  assert.equal(outputs[0][6], 'bf879f47');
  const ramp = JSON.parse(run(`${torch} --outputs --input ramp --format json`).stdout);
  assert.deepEqual(ramp.outputs[0].slice(3, 6), ['c0200000', '80000000', 'bfc00000']);
});

test('GaussianDropout has outputs and no mask', () => {
  const args = '--framework keras-jax --api GaussianDropout --seed 1 --p .5 --shape 5 --outputs';
  const result = JSON.parse(run(`${args} --format json`).stdout);
  assert.deepEqual(result.masks, []);
  assert.equal(result.outputs[0].length, 5);
});

test('a seed of 64 bits does not pass through a double', () => {
  const seed = (text: string): string[] =>
    masks(`--framework tf --api stateless_dropout --seed ${text},0 --p .5 --shape 64`);
  assert.notDeepEqual(seed('9007199254740993'), seed('9007199254740992'));
  assert.deepEqual(
    masks(torch.replace('42', '-1')),
    masks(torch.replace('42', '18446744073709551615')),
  );
});

test('a layer of TensorFlow.js with a rate of 1 or NaN drops nothing', () => {
  for (const rate of ['1', 'NaN', '-3', '7.5']) {
    assert.deepEqual(
      masks(`--framework tfjs --api layers.dropout --seed a --p ${rate} --shape 4`),
      ['1111'],
    );
  }
});

test('frameworks that do not check a rate are followed', () => {
  assert.deepEqual(masks('--framework flax --api Dropout --seed 1 --p 5 --shape 4'), ['0000']);
  assert.deepEqual(masks('--framework nnx --api Dropout --seed 1 --p -0.5 --shape 4'), ['1111']);
});

for (const [args, message] of [
  ['', /--framework is missing/],
  ['--framework', /--framework needs a value/],
  ['--framework theano --api dropout', /Unknown framework theano/],
  ['--framework toString --api dropout', /Unknown framework toString/],
  ['--framework torch --api Dropout', /Unknown api Dropout of torch/],
  ['--framework torch --api constructor', /Unknown api constructor/],
  [`${torch} --colour red`, /colour/],
  [`${torch} extra`, /extra/],
  [`${torch} --path a`, /--path is not for torch dropout/],
  [`${torch} --calls`, /--calls needs a value/],
  [`${torch} --calls 0`, /--calls takes an integer from 1/],
  [`${torch.replace('16', '0')} --calls 4000000000`, /calls is an integer from 1 to 1000000/],
  [`${torch} --format yaml`, /Unknown format yaml/],
  [`${torch} --engine philox`, /Unknown engine philox/],
  [`${torch} --dtype int8`, /Unknown dtype int8/],
  [`${torch} --memory-order 1,0`, /no order of 1 dimensions/],
  [torch.replace('0.5', '1.5'), /between 0 and 1, not 1.5/],
  [torch.replace('0.5', 'half'), /half is no probability/],
  [torch.replace('16', '4,-1'), /Impossible shape \(4, -1\)/],
  [torch.replace('16', '4x4'), /Impossible --shape 4x4/],
  [torch.replace('16', '100000,100000'), /too many/],
  [torch.replace('42', '1.5'), /--seed takes integers of up to 64 bits/],
  [torch.replace('42', '18446744073709551616'), /up to 64 bits/],
  [torch.replace('dropout', 'dropout1d'), /dropout1d takes 2 or 3 dimensions, not 1/],
  [torch.replace('dropout', 'bernoulli') + ' --outputs', /has no outputs/],
  [`${torch} --outputs --dtype float64`, /float32 only/],
  [`${torch} --outputs --input noise`, /Unknown input noise/],
  [`${torch} --input ramp`, /--input needs --outputs/],
  ['--framework tf --api stateless_dropout --seed 1 --p .5 --shape 4', /two integers/],
  ['--framework tf --api nn.dropout --p .5 --shape 4', /needs --global-seed/],
  ['--framework tf --api nn.dropout --op-seed 1 --p 1 --shape 4', /rate in \[0, 1\), not 1/],
  ['--framework keras-tf --api AlphaDropout --seed 1 --p 1 --shape 4', /fails when it is called/],
  ['--framework keras-jax --api Dropout --seed -1 --p .5 --shape 4', /from 0 to 4294967295/],
  ['--framework keras-numpy --api GaussianDropout --seed 1 --p .5 --shape 4', /Unknown api/],
  ['--framework keras-tf --api SpatialDropout2D --seed 1 --p .5 --shape 4', /takes 4 dimensions/],
  ['--framework jax --api bernoulli --seed 1 --p .5 --shape 4 --key-ops split:2:2', /no key at/],
  ['--framework jax --api bernoulli --seed 9223372036854775808 --p .5 --shape 4', /signed 64-bit/],
  ['--framework jax --api bernoulli --seed 1 --p .5 --shape 4 --key-ops fold_in:-1', /unsigned 32/],
  ['--framework jax --api bernoulli --seed 1 --p .5 --shape 4 --key-ops wrap', /Unknown key op/],
  ['--framework flax --api Dropout --seed 1 --p .5 --shape 4 --broadcast-dims 1', /not in a shape/],
  ['--framework tfjs --api dropout --seed 1 --p .5 --shape 4,4 --noise-shape 4,2', /broadcast/],
] as const) {
  test(`refused: ${args}`, () => {
    const { exitCode, stdout, stderr } = run(args);
    assert.equal(exitCode, 2);
    assert.equal(stdout, '');
    assert.match(stderr, message);
    assert.match(stderr, /^[^\n]+\n$/);
  });
}

function run(args: string): ReturnType<typeof runMask> {
  return runMask(args.split(' ').filter((arg) => arg !== ''));
}

function masks(args: string): string[] {
  return JSON.parse(run(`${args} --format json`).stdout).masks;
}
