import type { Arg, Call, FileModel } from '../model/model';
import type { Span } from '../model/span';
import type { Value } from '../model/value';
import { trainingDependence } from '../model/walks/training';
import { writtenRates } from './rates';
import { defineRule } from './rule';

type Wrong =
  'true' | 'false' | 'flag' | 'none' | 'string' | 'module' | 'tensor' | 'no such argument';

interface Data {
  readonly call: Call;
  readonly arg: Arg;
  readonly wrong: Wrong;
}

export default defineRule<Data, Record<string, never>>({
  id: 'rate-wrong-type',
  summary: 'Something that is not a number stands where the rate belongs',
  group: 'rate',
  severity: 'error',
  fixClass: '-',
  *check(file) {
    for (const { call, arg } of writtenRates(file)) {
      const wrong = wrongType(arg, call);
      if (!wrong) continue;
      const severity = wrong === 'false' ? 'hint' : undefined;
      yield { span: arg.span, data: { call, arg, wrong }, severity };
    }
    yield* cellsWithDropout(file);
  },
  message: ({ data }) => describe(data),
  fix: ({ data: { call, arg, wrong } }) =>
    wrong === 'module' && call.fact.training?.untouched === 'on' && arg.text.startsWith('self.')
      ? {
          title: `Use ${arg.text}.p if self.training else 0.0`,
          safe: false,
          edits: [{ span: arg.span, text: `${arg.text}.p if self.training else 0.0` }],
        }
      : undefined,
});

function wrongType(arg: Arg, call: Call): Wrong | undefined {
  if (arg.constant === true) return 'true';
  if (arg.constant === false) return 'false';
  if (arg.constant === null) return 'none';
  if (typeof arg.constant === 'string') return 'string';
  return wrongValue(arg.value, call);
}

function wrongValue(value: Value, call: Call): Wrong | undefined {
  switch (value.kind) {
    case 'layer':
      return value.call.fact.form === 'module' ? 'module' : undefined;
    case 'call':
      return isTensorFunction(value) && call.fact.form === 'module' ? 'tensor' : undefined;
    case 'parameter': {
      if (trainingDependence(value) !== 'none') return undefined;
      const isBoolean =
        value.annotation === 'bool' ||
        (value.default?.kind === 'constant' && typeof value.default.value === 'boolean');
      return isBoolean && value.annotation !== 'float' ? 'flag' : undefined;
    }
    default:
      return undefined;
  }
}

function isTensorFunction(value: Extract<Value, { kind: 'call' }>): boolean {
  return (
    value.fact?.form === 'function' && /^(activation|linear|convolution)$/.test(value.fact.kind)
  );
}

/** `nn.LSTMCell(dropout=0.2)`: cells have no such argument. */
function* cellsWithDropout(file: FileModel): Iterable<{ span: Span; data: Data }> {
  for (const call of file.calls) {
    if (call.fact.kind !== 'recurrentCell') continue;
    const arg = call.surplus.find((one) => one.name === 'dropout');
    if (arg) yield { span: arg.span, data: { call, arg, wrong: 'no such argument' } };
  }
}

function describe({ call, arg, wrong }: Data): string {
  switch (wrong) {
    case 'true':
      return `${call.written}(True) means a rate of 1: every output is zero while training.`;
    case 'false':
      return `${call.written}(False) means a rate of 0: nothing is ever dropped.`;
    case 'flag':
      return `${arg.text} is a boolean: as the rate of ${call.written} it means 1 (all zero) or 0 (no dropout).`;
    case 'none':
      return `${call.written} needs a number as rate; None raises TypeError.`;
    case 'string':
      return `${call.written} needs a number as rate; the string ${arg.text} raises TypeError.`;
    case 'module':
      return `${arg.text} is a module, and ${call.written} needs a number as rate: this raises TypeError.`;
    case 'tensor':
      return `${call.written} takes the rate first; here it gets a tensor and raises. Build the layer once and call it on the tensor.`;
    case 'no such argument':
      return `${call.written} has no argument dropout: this raises TypeError. Apply nn.Dropout between the steps.`;
  }
}
