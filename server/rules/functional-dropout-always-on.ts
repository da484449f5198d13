import type { Edit } from '../model/finding';
import { isScript } from '../model/document';
import type { Call, FileModel } from '../model/model';
import { rateOf } from '../model/walks/dropout';
import { isAcknowledged, isMeantAtInference } from '../model/walks/intent';
import { guardedByTraining } from '../model/walks/training';
import { guardByFlag } from './flag-guards';
import { lastArgumentEnd } from './edits';
import { isUngated, placeOf, type Place } from './untied';
import { defineRule } from './rule';
import { percent } from './wording';

interface Data {
  readonly call: Call;
  readonly rate: number | undefined;
  readonly place: Place;
}

export default defineRule<Data, Record<string, never>>({
  id: 'functional-dropout-always-on',
  summary: 'Functional dropout that is not tied to training mode stays active at inference',
  group: 'always-on',
  severity: 'error',
  fixClass: 'S or G',
  *check(file) {
    for (const call of file.calls) {
      const place = isUntied(call) ? placeOf(call, file) : undefined;
      if (!place || isIntended(file, call)) continue;
      const rate = rateOf(call);
      if (rate?.certain === 0) continue;
      const isMild = place === 'graph' || rate?.likely === 0 || isScript(file.language);
      yield {
        span: call.span,
        data: { call, rate: rate?.certain, place },
        severity: isMild ? 'warning' : undefined,
      };
    }
  },
  message: ({ data: { call, rate, place } }) => {
    const what = `${call.written} drops ${rate === undefined ? 'units' : percent(rate)}`;
    if (place === 'graph') return `${what} in every run of this graph, evaluation too.`;
    if (place === 'shared function') return `${what} in predictions too, which call this function.`;
    return call.fact.training?.argument === undefined
      ? `${what} at inference too: it knows no training mode, and nothing here tests one.`
      : `${what} in eval mode too: it is not tied to self.training.`;
  },
  fix: ({ data: { call, place } }, file) => {
    const flag = call.fact.training?.argument;
    if (flag === undefined) return guardByFlag(call, file);
    const edit = (text: string): readonly Edit[] => [{ span: lastArgumentEnd(call), text }];
    if (place === 'graph') return undefined;
    const safe = place === 'module';
    return { title: 'Add training=self.training', safe, edits: edit(', training=self.training') };
  },
});

/** A functional dropout that is on unless told otherwise, and is not told. */
function isUntied({ fact, args, open, surplus }: Call): boolean {
  const { training } = fact;
  const isOn = fact.kind === 'dropout' && fact.form === 'function' && training?.untouched === 'on';
  const isTold = training?.argument !== undefined && args[training.argument] !== undefined;
  const isBranch = fact.variant === 'path' || fact.variant === 'block';
  return isOn && !isTold && !isBranch && !open && surplus.length === 0;
}

function isIntended(file: FileModel, call: Call): boolean {
  return (
    !isUngated(call, file) ||
    guardedByTraining(call.context.guards) !== 'none' ||
    isMeantAtInference(file, call.context) ||
    isAcknowledged(file, call.span)
  );
}
