import type { Arg, Call } from '../model/model';
import { inModuleMethod } from '../model/walks/places';
import { trainingDependence } from '../model/walks/training';
import { writtenRates } from './rates';
import { defineRule } from './rule';

interface Data {
  readonly call: Call;
  readonly arg: Arg;
  readonly safe: boolean;
}

export default defineRule<Data, Record<string, never>>({
  id: 'training-flag-as-rate',
  summary: 'The training flag stands where the rate belongs',
  group: 'rate',
  severity: 'error',
  fixClass: 'S',
  *check(file) {
    for (const { call, arg } of writtenRates(file)) {
      if (call.fact.kind !== 'dropout' || !isFlag(arg)) continue;
      const safe = call.fact.form === 'function' && inModuleMethod(file, call.context, 'yes');
      yield { span: arg.span, data: { call, arg, safe } };
    }
  },
  message: ({ data: { call, arg } }) =>
    `${arg.text} is taken as the rate of ${call.written}: while training it counts as 1, so everything is ` +
    'zero, and in eval mode nothing is dropped.',
  fix: ({ data: { call, arg, safe } }) => {
    const flag = call.fact.training?.argument;
    if (!flag || call.args[flag]) return undefined;
    const edits = [
      {
        span: arg.keyword ?? { start: arg.span.start, end: arg.span.start },
        text: arg.keyword ? flag : `${flag}=`,
      },
    ];
    return { title: `Pass it as ${flag}=${arg.text}`, safe, edits };
  },
});

/** The flag itself, not a rate that depends on it. */
function isFlag(arg: Arg): boolean {
  const { value } = arg;
  const isName = value.kind === 'attribute' || value.kind === 'parameter';
  return isName && trainingDependence(value) === 'training';
}
