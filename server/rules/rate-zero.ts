import type { Call } from '../model/model';
import { isDropoutCall } from '../model/walks/dropout';
import { writtenRates } from './rates';
import { defineRule } from './rule';

export default defineRule<{ readonly call: Call }, Record<string, never>>({
  id: 'rate-zero',
  summary: 'A literal rate of 0: a placeholder that does nothing',
  group: 'rate',
  severity: 'off',
  fixClass: '-',
  *check(file) {
    for (const { call, arg, rate } of writtenRates(file)) {
      const isLiteral = /^0*(\.0*)?$|^0\.0*$/.test(arg.text);
      if (!isDropoutCall(call) || rate.certain !== 0 || !isLiteral) continue;
      yield { span: arg.span, data: { call }, severity: 'hint' };
    }
  },
  message: ({ data: { call } }) => `${call.written} with a rate of 0 never drops anything.`,
});
