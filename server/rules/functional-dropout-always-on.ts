import type { Call, FileModel } from '../model/model';
import { isAcknowledged, isMeantAtInference } from '../model/walks/intent';
import { inModuleMethod } from '../model/walks/places';
import { rateOf } from '../model/walks/dropout';
import { guardedByTraining } from '../model/walks/training';
import { lastArgumentEnd } from './edits';
import { percent } from './wording';
import { defineRule } from './rule';

interface Data {
  readonly call: Call;
  readonly rate: number | undefined;
  readonly safe: boolean;
}

export default defineRule<Data, Record<string, never>>({
  id: 'functional-dropout-always-on',
  summary: 'Functional dropout that is not tied to training mode stays active at inference',
  group: 'always-on',
  severity: 'error',
  fixClass: 'S or G',
  *check(file) {
    for (const call of file.calls) {
      if (!isUntied(call) || !inModuleMethod(file, call.context)) continue;
      if (isIntended(file, call)) continue;
      const rate = rateOf(call);
      if (rate?.certain === 0) continue;
      const safe = inModuleMethod(file, call.context, 'yes');
      yield {
        span: call.span,
        data: { call, rate: rate?.certain, safe },
        severity: rate?.likely === 0 ? 'warning' : undefined,
      };
    }
  },
  message: ({ data: { call, rate } }) =>
    `${call.written} drops ${rate === undefined ? 'units' : percent(rate)} in eval mode too: ` +
    'it is not tied to self.training.',
  fix: ({ data: { call, safe } }) => ({
    title: 'Add training=self.training',
    safe,
    edits: [{ span: lastArgumentEnd(call), text: ', training=self.training' }],
  }),
});

/** A functional dropout that is on unless told otherwise, and is not told. */
function isUntied({ fact, args, open, surplus }: Call): boolean {
  return (
    fact.kind === 'dropout' &&
    fact.form === 'function' &&
    fact.training?.untouched === 'on' &&
    fact.training.argument !== undefined &&
    fact.variant !== 'path' &&
    fact.variant !== 'block' &&
    args[fact.training.argument] === undefined &&
    !open &&
    surplus.length === 0
  );
}

function isIntended(file: FileModel, call: Call): boolean {
  return (
    guardedByTraining(call.context.guards) !== 'none' ||
    isMeantAtInference(file, call.context) ||
    isAcknowledged(file, call.span)
  );
}
