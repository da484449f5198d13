import type { Call } from '../model/model';
import { isFrom, shownRange } from '../model/versions';
import { defineRule } from './rule';

interface Data {
  readonly call: Call;
  /** The project's versions, where they are known. */
  readonly versions: string | undefined;
  readonly isGone: boolean;
}

export default defineRule<Data, Record<string, never>>({
  id: 'learning-phase-api',
  summary: 'The global learning phase, which newer versions do not have',
  group: 'mode',
  severity: 'warning',
  fixClass: '-',
  skipTests: true,
  *check(file) {
    for (const call of file.calls) {
      const { fact, context } = call;
      if (fact.kind !== 'globalMode' || fact.until === undefined) continue;
      const isTried = context.guards.some(({ text }) => /version|hasattr/i.test(text));
      if (isTried) continue;
      const range = file.versions[fact.package];
      const isGone = isFrom(range, fact.until);
      yield {
        span: call.callee,
        data: { call, versions: range && shownRange(range), isGone },
        severity: isGone ? 'error' : undefined,
      };
    }
  },
  message: ({ data: { call, versions, isGone } }) => {
    const gone = isGone
      ? `does not exist in the project's version (${versions}): this raises AttributeError`
      : `is gone from version ${call.fact.until} on, and predict() never looks at it`;
    return `${call.written} ${gone}. Pass training=True or training=False to the call of the model.`;
  },
});
