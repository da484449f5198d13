import type { Arg, Call } from '../model/model';
import { likelyConstant } from '../model/walks/constants';
import { isKeepName } from '../model/walks/naming';
import { defineRule } from './rule';

interface Data {
  readonly call: Call;
  readonly rate: string;
  /** What was passed instead of the rate under its name. */
  readonly arg: Arg | undefined;
  readonly how: 'number' | 'wrong name' | 'nothing';
}

export default defineRule<Data, Record<string, never>>({
  id: 'rate-not-passed',
  summary: 'The rate does not reach the layer, which then does nothing',
  group: 'no-effect',
  severity: 'error',
  fixClass: 'S or G',
  *check(file) {
    for (const call of file.calls) {
      const { fact, args, open } = call;
      const { rate } = fact;
      const isMissing = rate !== undefined && args[rate] === undefined && !open;
      if (fact.kind !== 'dropout' || fact.options === undefined || !isMissing) continue;
      const found = missing(call, fact.options);
      if (found)
        yield {
          span: found.arg?.keyword ?? found.arg?.span ?? call.span,
          data: { call, rate, ...found },
        };
    }
  },
  message: ({ data: { call, rate, arg, how } }) => {
    const takes = `${call.written} takes an object with ${rate}`;
    if (how === 'number')
      return `${takes}, not a number: ${arg?.text} is lost and nothing is dropped.`;
    if (how === 'wrong name')
      return `${takes}, not ${arg?.name}: the number is lost and nothing is dropped.`;
    return `${takes}, which is not here: nothing is dropped.`;
  },
  fix: ({ data: { rate, arg, how } }) => {
    if (!arg) return undefined;
    const { span, keyword, text, name } = arg;
    if (how === 'number') {
      const edits = [{ span, text: `{${rate}: ${text}}` }];
      return { title: `Pass {${rate}: ${text}}`, safe: true, edits };
    }
    if (!keyword) return undefined;
    // A keep probability has to be turned round, and so has a name that stands for its own value.
    if (isKeepName(name)) {
      const edits = [
        { span: { start: keyword.start, end: span.end }, text: `${rate}: 1 - ${text}` },
      ];
      return { title: `Pass ${rate}: 1 - ${text} (changes training)`, safe: false, edits };
    }
    const isShort = keyword.start === span.start;
    const edits = [{ span: keyword, text: isShort ? `${rate}: ${name}` : rate }];
    return { title: `Rename ${name} to ${rate}`, safe: true, edits };
  },
});

/** How the rate is missing; undefined where an object that is not known may hold it. */
function missing(call: Call, options: number): Pick<Data, 'arg' | 'how'> | undefined {
  const given = call.surplus.find(({ position }) => position === options);
  if (given) {
    const isNumber = typeof likelyConstant(given.value) === 'number';
    return isNumber ? { arg: given, how: 'number' } : undefined;
  }
  const named = call.surplus.find(({ name }) => MEANT.test(name) || isKeepName(name));
  if (named) return { arg: named, how: 'wrong name' };
  return call.surplus.length === 0 ? { arg: undefined, how: 'nothing' } : undefined;
}

/** What people write for the rate. */
const MEANT =
  /^(p|prob|probability|dropout|drop|dropRate|drop_rate|dropoutRate|dropout_rate|dropProb|dropoutProb|value|ratio)$/;
