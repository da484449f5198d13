import type { Outcome } from '../model/fact';
import type { Arg, Call } from '../model/model';
import { writtenRates } from './rates';
import { defineRule } from './rule';
import { trimmed } from './wording';

interface Data {
  readonly call: Call;
  readonly arg: Arg;
  readonly value: number;
  readonly outcome: Outcome;
}

export default defineRule<Data, Record<string, never>>({
  id: 'rate-out-of-range',
  summary: 'The dropout rate lies outside the range that the API accepts',
  group: 'rate',
  severity: 'error',
  fixClass: 'G',
  skipTests: true,
  *check(file) {
    for (const { call, arg } of writtenRates(file)) {
      const { range } = call.fact;
      if (!range || typeof arg.constant !== 'number') continue;
      const value = arg.constant;
      const outcome =
        value < range.low ? range.below : value > range.high ? range.above : range.one;
      const isOutside = value < range.low || value > range.high;
      const isBadEdge = value === 1 && /^(error|no dropout|not finite)/.test(range.one);
      if (outcome !== 'accepted' && (isOutside || isBadEdge)) {
        yield { span: arg.span, data: { call, arg, value, outcome } };
      }
    }
  },
  message: ({ data: { call, value, outcome } }) => {
    const percentage =
      value > 1 && value <= 100 ? ` It looks like a percentage: ${trimmed(value / 100)}.` : '';
    return `The rate ${trimmed(value)} is out of range for ${call.written}: ${consequence(outcome)}.${percentage}`;
  },
  fix: ({ data: { arg, value } }) =>
    value > 1 && value <= 100
      ? {
          title: `Write the rate as ${trimmed(value / 100)} (changes training)`,
          safe: false,
          edits: [{ span: arg.span, text: trimmed(value / 100) }],
        }
      : undefined,
});

function consequence(outcome: Outcome): string {
  switch (outcome) {
    case 'error at construction':
      return 'building the layer raises ValueError';
    case 'error at call':
      return 'the call raises an error';
    case 'error in training':
      return 'it is accepted and raises at the first training step';
    case 'no dropout':
      return 'it silently means no dropout';
    case 'all zero':
      return 'every output becomes zero';
    case 'not finite':
      return 'the outputs are no longer numbers';
    case 'scaled only':
      return 'nothing is dropped and every value is scaled';
    case 'accepted':
      return 'it is accepted';
  }
}
