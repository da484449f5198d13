import type { Call } from '../model/model';
import { dropsSomethingElse, writtenRates } from './rates';
import { defineRule } from './rule';

export default defineRule<{ readonly call: Call }, Record<string, never>>({
  id: 'rate-drops-everything',
  summary: 'A rate of 1 makes every output zero',
  group: 'rate',
  severity: 'error',
  fixClass: '-',
  skipTests: true,
  *check(file) {
    for (const { call, arg, rate } of writtenRates(file)) {
      if (rate.certain !== 1 || call.fact.range?.one !== 'all zero') continue;
      if (dropsSomethingElse(call.context.target ?? '')) continue;
      yield { span: arg.span, data: { call } };
    }
  },
  message: ({ data: { call } }) =>
    `${call.written} with a rate of 1 drops everything: in training its output and its gradient are exactly zero.`,
});
