import type { Arg, Call } from '../model/model';
import { constantOf } from '../model/walks/constants';
import { ratesOf } from '../model/walks/dropout';
import { defineRule } from './rule';
import { percent } from './wording';

interface Data {
  readonly call: Call;
  readonly arg: Arg;
  readonly rate: number;
}

export default defineRule<Data, Record<string, never>>({
  id: 'recurrent-dropout-disables-cudnn',
  summary: 'Recurrent dropout makes the layer run on the slow, generic kernel',
  group: 'placement',
  severity: 'information',
  fixClass: '-',
  skipTests: true,
  *check(file) {
    for (const call of file.calls) {
      const name = call.fact.slowedBy;
      const found =
        name === undefined ? undefined : ratesOf(call).find(({ arg }) => arg?.name === name);
      const rate = found?.certain;
      if (!found?.arg || rate === undefined || rate <= 0 || rate > 1 || isSlowAnyway(call))
        continue;
      yield { span: found.arg.span, data: { call, arg: found.arg, rate } };
    }
  },
  message: ({ data: { call, arg, rate } }) =>
    `${arg.name} of ${percent(rate)} makes ${call.written} run without cuDNN: public reports name 10 to 25 times longer training on a GPU.`,
});

/** Unrolled, or with functions that the fast kernel does not have. */
function isSlowAnyway({ args, surplus, open }: Call): boolean {
  const given = [...Object.values(args), ...surplus];
  const value = (name: string) => {
    const arg = given.find((one) => one.name === name);
    return arg && (constantOf(arg.value) ?? 'unknown');
  };
  const activation = value('activation');
  const gates = value('recurrent_activation');
  return (
    open ||
    value('unroll') === true ||
    (activation !== undefined && activation !== 'tanh') ||
    (gates !== undefined && gates !== 'sigmoid')
  );
}
