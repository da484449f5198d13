import type { Call, FileModel } from '../model/model';
import { defaultsToZero, rateOf } from '../model/walks/dropout';
import { isAcknowledged, isMeantAtInference } from '../model/walks/intent';
import { guardedByTraining } from '../model/walks/training';
import { defineRule } from './rule';

export default defineRule<{ readonly call: Call }, Record<string, never>>({
  id: 'functional-dropout-forced-on',
  summary: 'Training is written as True in a functional dropout',
  group: 'always-on',
  severity: 'information',
  fixClass: '-',
  skipTests: true,
  *check(file) {
    for (const call of file.calls) {
      if (!isForcedOn(call) || isIntended(file, call)) continue;
      // A word that says always is rarer than a flag, and leaves nothing to a caller.
      const severity = call.fact.training?.always === undefined ? undefined : 'warning';
      yield { span: call.span, data: { call }, severity };
    }
  },
  message: ({ data: { call } }) =>
    `${call.written} is told to drop always, in eval mode too. If that is not meant, ` +
    (call.fact.training?.always === undefined
      ? 'pass self.training.'
      : `leave ${call.fact.training.argument} out.`),
});

function isForcedOn({ fact, args }: Call): boolean {
  const flag = fact.training?.argument;
  return (
    fact.kind === 'dropout' &&
    fact.form === 'function' &&
    flag !== undefined &&
    args[flag]?.constant === (fact.training?.always ?? true)
  );
}

function isIntended(file: FileModel, call: Call): boolean {
  const rate = rateOf(call);
  return (
    rate?.certain === 0 ||
    (rate?.arg !== undefined && defaultsToZero(rate.arg.value)) ||
    guardedByTraining(call.context.guards) !== 'none' ||
    isMeantAtInference(file, call.context) ||
    isAcknowledged(file, call.span)
  );
}
