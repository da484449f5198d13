import type { DefectFact } from '../model/fact';
import type { Arg, Call } from '../model/model';
import type { Versions } from '../model/versions';
import { isFrom, mayLieIn } from '../model/versions';
import { rateOf, ratesOf } from '../model/walks/dropout';
import { isAcknowledged } from '../model/walks/intent';
import { defineRule } from './rule';
import { percent } from './wording';

interface Data {
  readonly call: Call;
  readonly defect: DefectFact;
  readonly rate: number | undefined;
}

export default defineRule<Data, Record<string, never>>({
  id: 'known-framework-defect',
  summary: 'The code is right and the framework does something else',
  group: 'compatibility',
  severity: 'warning',
  fixClass: '-',
  *check(file) {
    for (const call of file.calls) {
      const { defect, package: name } = call.fact;
      const rate = rateOf(call);
      const isOff = rate !== undefined && (rate.certain === 0 || rate.arg === undefined);
      if (!defect || call.open || isOff || !mayHave(defect, file.versions, name)) continue;
      const arg = defect.argument === undefined ? undefined : argumentOf(call, defect.argument);
      if (isElsewhere(call)) continue;
      if ((defect.argument !== undefined && !arg) || isAcknowledged(file, call.span)) continue;
      yield {
        span: arg?.span ?? call.callee,
        data: { call, defect, rate: rate?.certain },
        severity: defect.ignored ? 'information' : undefined,
      };
    }
  },
  message: ({ data: { call, defect, rate } }) => {
    const share = rate === undefined ? '' : ` (${percent(rate)})`;
    return `${call.written}${share} ${defect.says}.`;
  },
});

/** A defect that was mended is told only where the project's version may still have it, and is known. */
function mayHave({ since, until }: DefectFact, versions: Versions, name: string): boolean {
  const range = versions[name];
  if (until !== undefined && range === undefined) return false;
  return mayLieIn(range, since, until) && !(until !== undefined && isFrom(range, until));
}

/** On another kernel than the one that has the defect. */
function isElsewhere(call: Call): boolean {
  return ratesOf(call).some(
    ({ arg, certain }) => arg?.name === call.fact.slowedBy && certain !== 0,
  );
}

function argumentOf({ args, surplus }: Call, name: string): Arg | undefined {
  return args[name] ?? surplus.find((one) => one.name === name);
}
