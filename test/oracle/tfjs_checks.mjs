// The kinds of harm that rule pages state, each as a question to an example that is run in TensorFlow.js.
// Every check answers with whether the harm is there, and with what was measured; the names are those of checks.py.
const passes = 4;

/** Several passes over the same input give different outputs. */
export function passesDiffer(subject, { mode = 'eval' } = {}) {
  const outputs = outputsOf(subject, mode);
  const different = outputs.slice(1).filter((one) => !same(outputs[0], one)).length;
  return [
    different > 0,
    `${different} of ${passes - 1} further passes differ from the first in ${mode} mode`,
  ];
}

/** Dropout is written, and all passes over the same input give the same output. */
export function passesEqual(subject, { mode = 'train' } = {}) {
  const [differ, measured] = passesDiffer(subject, { mode });
  return [!differ, measured];
}

/** Training drops something, and the same in every pass. */
export function maskRepeats(subject) {
  const trained = outputsOf(subject, 'train');
  const [plain] = outputsOf(subject, 'eval');
  const repeats = trained.every((one) => same(trained[0], one));
  const drops = !same(trained[0], plain);
  const words = [repeats ? 'equal' : 'differ', drops ? 'unlike' : 'like'];
  return [repeats && drops, `passes in train mode ${words[0]}, ${words[1]} eval mode`];
}

/** Some dropout zeroes at least this share of its input. */
export function drops(subject, { least, mode = 'train' }) {
  const largest = Math.max(0, ...sharesOf(subject, mode));
  return [largest >= least, `largest share dropped in ${mode} mode: ${largest.toFixed(2)}`];
}

/** Some dropout leaves all of its input alone. */
export function dropsNothing(subject, { mode = 'train' } = {}) {
  const shares = sharesOf(subject, mode);
  return [shares.includes(0), `shares dropped in ${mode} mode: ${listed(shares)}`];
}

/** At least this share of the output is exactly zero. */
export function outputZeros(subject, { least, mode = 'train' }) {
  const share = zerosIn(subject.pass(mode));
  return [share >= least, `share of zeros in the output in ${mode} mode: ${share.toFixed(2)}`];
}

/** More than this share of the input is zero where it reaches the first layer with weights. */
export function inputZeros(subject, { above }) {
  let first;
  const record = subject.record();
  subject.pass('train', record);
  for (const { layer, given } of record.calls) {
    if (first === undefined && layer.weights?.length > 0) first = zerosIn(given);
  }
  first ??= 0;
  return [first > above, `share of zeros at the first layer with weights: ${first.toFixed(2)}`];
}

/** What a dropout layer zeroes is another number after the layers behind it. */
export function droppedTurnNonzero(subject, { least }) {
  const record = subject.record();
  const output = subject.pass('train', record);
  const masks = record.draws.filter(
    ({ output: one }) => one.length === output.length && one.includes(0),
  );
  const mask = masks.at(-1)?.output ?? [];
  const dropped = output.filter((_, index) => mask[index] === 0);
  const share = dropped.filter((one) => one !== 0).length / Math.max(1, dropped.length);
  return [
    share >= least,
    `share of dropped units that are not zero in the output: ${share.toFixed(2)}`,
  ];
}

/** The moving variance of a BatchNorm is off by more than this factor from what it sees in eval mode. */
export function varianceShift(subject, { above }) {
  for (let step = 0; step < 600; step++) subject.pass('train');
  const record = subject.record();
  subject.pass('eval', record);
  const ratios = record.calls
    .filter(({ layer }) => layer.getClassName() === 'BatchNormalization')
    .map(({ layer, given }) => {
      const moving = layer.getWeights().at(-1).dataSync();
      const width = moving.length;
      const seen = Array.from({ length: width }, (_, channel) =>
        variance(given.filter((_, index) => index % width === channel)),
      );
      return mean(Array.from(moving)) / mean(seen);
    });
  const largest = Math.max(1, ...ratios, ...ratios.map((ratio) => 1 / ratio));
  return [largest > above, `moving variance over variance in eval mode: ${listed(ratios)}`];
}

/** The mean output in training is off from that in eval mode by more than this share of its spread. */
export function meanShift(subject, { above }) {
  const rounds = 200;
  const trained = Array.from({ length: rounds }, () => mean(subject.pass('train')));
  const plain = subject.pass('eval');
  const shift = Math.abs(mean(trained) - mean(plain)) / Math.max(1e-9, Math.sqrt(variance(plain)));
  return [
    shift > above,
    `mean in training off by ${shift.toFixed(3)} standard deviations of the output in eval mode`,
  ];
}

/** The mean of the output in training differs from that of the input by more than this. */
export function meanMoves(subject, { above }) {
  const moved = Math.abs(mean(subject.pass('train')) - mean(subject.given()));
  return [moved > above, `mean of the output away from that of the input by ${moved.toFixed(2)}`];
}

/** The example raises this error when it is built or run. */
export function raises(subject, { error, at = 'run' }) {
  try {
    subject.load();
    if (at === 'build') return [false, 'builds'];
    subject.pass('train');
  } catch (problem) {
    const text = String(problem.message).split('\n')[0].slice(0, 120);
    return [
      error.split('|').includes(problem.constructor.name),
      `${problem.constructor.name}: ${text}`,
    ];
  }
  return [false, 'runs without an error'];
}

function outputsOf(subject, mode) {
  return Array.from({ length: passes }, () => subject.pass(mode));
}

function sharesOf(subject, mode) {
  const record = subject.record();
  subject.pass(mode, record);
  return record.draws.map(({ given, output }) => {
    const alive = given
      .map((value, index) => [value, output[index]])
      .filter(([value]) => value !== 0);
    const share = alive.filter(([, value]) => value === 0).length / Math.max(1, alive.length);
    return Number(share.toFixed(2));
  });
}

function same(one, other) {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

function zerosIn(values) {
  return values.filter((value) => value === 0).length / Math.max(1, values.length);
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function variance(values) {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
}

function listed(numbers) {
  return numbers.map((one) => Number(one.toFixed(2))).join(', ') || 'none';
}
