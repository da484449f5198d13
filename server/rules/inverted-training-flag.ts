import type { Arg, Call } from '../model/model';
import { isMeantAtInference } from '../model/walks/intent';
import { guardedByTraining, trainingDependence } from '../model/walks/training';
import { defineRule } from './rule';

export default defineRule<{ readonly call: Call; readonly flag: Arg }, Record<string, never>>({
  id: 'inverted-training-flag',
  summary: 'The training flag of a dropout call has the wrong sign',
  group: 'always-on',
  severity: 'error',
  fixClass: 'G',
  *check(file) {
    for (const call of file.calls) {
      const name = call.fact.training?.argument;
      const flag = name ? call.args[name] : undefined;
      if (call.fact.kind !== 'dropout' || !flag || !isInverted(flag)) continue;
      if (
        isMeantAtInference(file, call.context) ||
        guardedByTraining(call.context.guards) !== 'none'
      )
        continue;
      yield { span: flag.span, data: { call, flag } };
    }
  },
  message: ({ data: { call, flag } }) =>
    `${flag.text} turns ${call.written} on in evaluation and off in training.`,
  fix: ({ data: { flag } }) => {
    const text = flag.text.startsWith('not ') ? flag.text.slice(4).trim() : `not ${flag.text}`;
    return {
      title: `Use ${text} (changes training)`,
      safe: false,
      edits: [{ span: flag.span, text }],
    };
  },
});

/** `not self.training` or a flag that means evaluation; expressions of several parts are left alone. */
function isInverted({ value }: Arg): boolean {
  const isPlain = value.kind === 'attribute' || value.kind === 'parameter';
  const isNegation = value.kind === 'operation' && value.operator === 'not';
  return (isPlain || isNegation) && trainingDependence(value) === 'inverted';
}
