import type { Call } from '../model/model';
import { rateOf } from '../model/walks/dropout';
import { flagParameter } from '../model/walks/module-flags';
import { inModuleMethod } from '../model/walks/places';
import { defineRule } from './rule';

export default defineRule<
  { readonly call: Call; readonly given: string | undefined },
  Record<string, never>
>({
  id: 'functional-dropout-never-on',
  summary: 'A dropout function whose training default is False is called without it',
  group: 'no-effect',
  severity: 'warning',
  fixClass: 'G',
  skipTests: true,
  *check(file) {
    for (const call of file.calls) {
      const { fact, args, open, surplus } = call;
      const flag = fact.training?.argument;
      const isOffUntouched = fact.form === 'function' && fact.training?.untouched === 'off';
      if (!isOffUntouched || !flag || args[flag] || open || surplus.length > 0) continue;
      if (rateOf(call)?.certain === 0) continue;
      const around = file.functions[call.context.function];
      const own = fact.static ? flagParameter(around)?.name : undefined;
      const inModule = !fact.static && inModuleMethod(file, call.context);
      const severity = fact.static ? 'error' : undefined;
      const given = own ?? (inModule ? 'self.training' : undefined);
      yield { span: call.span, data: { call, given }, severity };
    }
  },
  message: ({ data: { call } }) =>
    `${call.written} never drops anything here: its training argument defaults to False.`,
  fix: ({ data: { call, given } }) => {
    const ends = Object.values(call.args).map((arg) => arg.span.end);
    if (given === undefined || ends.length === 0) return undefined;
    const end = Math.max(...ends);
    return {
      title: `Add ${call.fact.training?.argument}=${given} (changes training)`,
      safe: false,
      edits: [{ span: { start: end, end }, text: `, ${call.fact.training?.argument}=${given}` }],
    };
  },
});
