import type { Arg, Call, FileModel } from '../model/model';
import { rateOf } from '../model/walks/dropout';
import { isAcknowledged, isMeantAtInference } from '../model/walks/intent';
import { functionAt, inModuleMethod } from '../model/walks/places';
import { guardedByTraining, trainingDependence } from '../model/walks/training';
import { defineRule } from './rule';
import { percent } from './wording';

interface Data {
  readonly call: Call;
  readonly arg: Arg;
  readonly rate: number | undefined;
  readonly likely: number | undefined;
  readonly safe: boolean;
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
      const data = { call, arg: rate.arg, rate: rate.certain, likely: rate.likely, safe };
      yield { span: rate.arg.span, data, severity };
    }
  },
  message: ({ data: { call, arg, rate, likely } }) => {
    const byDefault = likely ? `${percent(likely)} by default` : arg.text;
    const share = rate === undefined ? `a share (${byDefault})` : percent(rate);
    return `${call.written} knows no mode: it drops ${share} of the attention weights at inference too.`;
  },
  fix: ({ data: { arg, safe } }) => ({
    title: `Drop only while training: ${arg.text} if self.training else 0.0`,
    safe,
    edits: [{ span: arg.span, text: `${arg.text} if self.training else 0.0` }],
  }),
});

/** Kernels take a probability and no mode. */
function isKernel({ fact }: Call): boolean {
  return (
    fact.variant === 'attention' &&
    fact.form === 'function' &&
    fact.training?.untouched === 'on' &&
    fact.training.argument === undefined
  );
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
