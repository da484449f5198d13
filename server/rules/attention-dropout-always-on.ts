import type { Arg, Call, FileModel } from '../model/model';
import { rateOf } from '../model/walks/dropout';
import { isAcknowledged, isMeantAtInference } from '../model/walks/intent';
import { flagExpression, flagParameter } from '../model/walks/module-flags';
import { functionAt, inModuleMethod } from '../model/walks/places';
import { guardedByTraining, trainingDependence } from '../model/walks/training';
import { lastArgumentEnd } from './edits';
import { defineRule } from './rule';
import { percent } from './wording';

interface Data {
  readonly call: Call;
  readonly arg: Arg;
  readonly rate: number | undefined;
  readonly likely: number | undefined;
  readonly safe: boolean;
  /** What to pass for the kernel's own flag, where it has one and the method around knows the mode. */
  readonly said?: string;
}

export default defineRule<Data, Record<string, never>>({
  id: 'attention-dropout-always-on',
  summary: 'An attention kernel drops in eval mode too',
  group: 'always-on',
  severity: 'error',
  fixClass: 'S',
  *check(file) {
    for (const call of file.calls) {
      const rate = rateOf(call);
      if (!rate?.arg || !isKernel(call) || !isUngated(rate.arg, call, file)) continue;
      if (isMeantAtInference(file, call.context) || isAcknowledged(file, call.span)) continue;
      const safe = inModuleMethod(file, call.context, 'yes');
      const severity = rate.likely === 0 ? 'warning' : undefined;
      const said = flagFor(call, file);
      const data = { call, arg: rate.arg, rate: rate.certain, likely: rate.likely, safe, said };
      yield { span: rate.arg.span, data, severity };
    }
  },
  message: ({ data: { call, arg, rate, likely } }) => {
    const byDefault = likely ? `${percent(likely)} by default` : arg.text;
    const share = rate === undefined ? `a share (${byDefault})` : percent(rate);
    const flag = call.fact.training?.argument;
    const why = flag === undefined ? 'knows no mode' : `is not told ${flag}`;
    return `${call.written} ${why}: it drops ${share} of the attention weights at inference too.`;
  },
  fix: ({ data: { call, arg, safe, said } }) => {
    if (call.fact.training?.argument === undefined)
      return {
        title: `Drop only while training: ${arg.text} if self.training else 0.0`,
        safe,
        edits: [{ span: arg.span, text: `${arg.text} if self.training else 0.0` }],
      };
    if (said === undefined) return undefined;
    const edits = [{ span: lastArgumentEnd(call), text: `, ${said}` }];
    return { title: `Pass ${said}`, safe, edits };
  },
});

/** The flag of the method around, as the kernel takes it. */
function flagFor(call: Call, file: FileModel): string | undefined {
  const name = call.fact.training?.argument;
  const given = flagParameter(functionAt(file, call.context));
  return name && given && `${name}=${flagExpression(given.name, name)}`;
}

/** Kernels take a probability and no mode, or are on unless they are told. */
function isKernel({ fact, args, open }: Call): boolean {
  if (fact.variant !== 'attention' || fact.form !== 'function') return false;
  if (fact.training?.untouched !== 'on') return false;
  const { argument } = fact.training;
  const hasKey = fact.key?.argument === undefined || isGiven(args[fact.key.argument]);
  return argument === undefined || (fact.key !== undefined && hasKey && !open && !args[argument]);
}

function isGiven(key: Arg | undefined): boolean {
  return key !== undefined && key.constant !== null;
}

/** In a method of a module, certainly not 0, and nothing ties it to training mode. */
function isUngated(arg: Arg, call: Call, file: FileModel): boolean {
  if (arg.constant === 0 || !inModuleMethod(file, call.context)) return false;
  if (trainingDependence(arg.value) !== 'none') return false;
  if (guardedByTraining(call.context.guards) !== 'none') return false;
  const { value } = arg;
  if (value.kind === 'constant') return typeof value.value === 'number';
  if (value.kind === 'attribute')
    return arg.text.startsWith('self.') || value.object.kind === 'layer';
  // `self.rate` that the constructor took over; a parameter of the method itself is the caller's business.
  return (
    value.kind === 'parameter' &&
    value.owner !== functionAt(file, call.context)?.name &&
    arg.text.startsWith('self.')
  );
}
