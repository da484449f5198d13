import { keepProbability, scale, suspiciousRate } from '../../engine';
import type { Call } from '../model/model';
import { dropsSomethingElse, isAboutGraphs, writtenRates } from './rates';
import { defineRule } from './rule';
import { percent, trimmed } from './wording';

const options = {
  threshold: {
    type: 'number',
    default: suspiciousRate,
    description: 'Report rates from this one on.',
  },
} as const;

export default defineRule<{ readonly call: Call; readonly rate: number }, typeof options>({
  id: 'extreme-rate',
  summary: 'A literal rate of 0.9 or more',
  group: 'rate',
  severity: 'warning',
  fixClass: '-',
  skipTests: true,
  options,
  *check(file, { threshold }) {
    if (isAboutGraphs(file)) return;
    for (const { call, arg, rate } of writtenRates(file)) {
      const { certain } = rate;
      if (certain === undefined || certain < threshold || certain >= 1) continue;
      if (dropsSomethingElse(`${call.context.target ?? ''} ${arg.text}`)) continue;
      yield { span: arg.span, data: { call, rate: certain } };
    }
  },
  message: ({ data: { call, rate } }) =>
    `${call.written} drops ${percent(rate)} of its input and multiplies the rest by ${trimmed(scale(rate), 1)}. ` +
    `Is ${trimmed(rate)} the share to keep? Then the rate is ${trimmed(keepProbability(rate))}.`,
});
