import { keepProbability } from '../../engine';
import type { Arg, Call } from '../model/model';
import { likelyConstant } from '../model/walks/constants';
import { isDropName, isKeepName, namesIn } from '../model/walks/naming';
import { writtenRates } from './rates';
import { defineRule } from './rule';
import { percent } from './wording';

interface Data {
  readonly call: Call;
  readonly arg: Arg;
  readonly value: number | undefined;
}

export default defineRule<Data, Record<string, never>>({
  id: 'keep-prob-as-rate',
  summary: 'A keep probability is passed where a drop probability is expected',
  group: 'rate',
  severity: 'error',
  fixClass: 'G',
  *check(file) {
    for (const { call, arg } of writtenRates(file)) {
      const meant = call.fact.unit === 'keep' ? isDropName : isKeepName;
      // By place a name such as `dropout` often holds what is kept: only a keyword contradicts itself.
      if (call.fact.unit === 'keep' && arg.position !== 'keyword') continue;
      if (!isNamed(arg, meant)) continue;
      const likely = likelyConstant(arg.value);
      const value = typeof likely === 'number' ? likely : undefined;
      const severity = value === 0.5 || value === 0 ? 'warning' : undefined;
      yield { span: arg.span, data: { call, arg, value }, severity };
    }
  },
  message: ({ data: { call, arg, value } }) =>
    (call.fact.unit === 'keep'
      ? `${arg.text} reads as the probability of dropping, but ${call.written} takes that of keeping`
      : `${arg.text} reads as a keep probability, but ${call.written} takes the probability of dropping`) +
    (value === undefined || value <= 0 || value > 1 ? '.' : `: ${exchanged(call, value)}.`),
  fix: ({ data: { arg } }) => ({
    title: `Use 1 - ${arg.text} (changes training)`,
    safe: false,
    edits: [{ span: arg.span, text: isSimple(arg.text) ? `1 - ${arg.text}` : `1 - (${arg.text})` }],
  }),
});

/** What is dropped at that number, and what was meant to be. */
function exchanged({ fact }: Call, value: number): string {
  const shares = [value, keepProbability(value)].map(percent);
  const [dropped, meant] = fact.unit === 'keep' ? [...shares].reverse() : shares;
  return `at ${value} it drops ${dropped} instead of ${meant}`;
}

/** The written expression is named as the other probability, and nothing in it or before it turns it round. */
function isNamed({ text, value }: Arg, meant: (name: string) => boolean): boolean {
  if (/\b1(\.0*)?\s*-/.test(text)) return false;
  if (value.kind === 'operation' || value.kind === 'call' || value.kind === 'choice') return false;
  const hasBooleanDefault =
    value.kind === 'parameter' &&
    (value.annotation === 'bool' ||
      (value.default?.kind === 'constant' && typeof value.default.value === 'boolean'));
  if (hasBooleanDefault) return false;
  const last = /([A-Za-z_]\w*)\]?['"]?\]?$/.exec(text)?.[1] ?? '';
  const names = value.kind === 'constant' ? [] : namesIn(value);
  // A local name may hold something inverted: `keep = 1 - keep_prob` gives an operation, handled above.
  return meant(last) && names.every(meant);
}

function isSimple(text: string): boolean {
  return /^[\w.[\]'"]+$/.test(text);
}
