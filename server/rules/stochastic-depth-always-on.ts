import type { Call, FileModel, RandomProduct } from '../model/model';
import { rateOf } from '../model/walks/dropout';
import { isAcknowledged, isMeantAtInference, wordsOf } from '../model/walks/intent';
import { classAt, functionAt, inModuleMethod } from '../model/walks/places';
import { guardedByTraining } from '../model/walks/training';
import { defineRule } from './rule';

interface Data {
  readonly call?: Call;
}

export default defineRule<Data, Record<string, never>>({
  id: 'stochastic-depth-always-on',
  summary: 'Drop path or stochastic depth is applied without a training test',
  group: 'always-on',
  severity: 'warning',
  fixClass: 'G',
  *check(file) {
    for (const call of file.calls) {
      if (isUntied(call) && inModuleMethod(file, call.context) && !isIntended(file, call)) {
        yield { span: call.span, data: { call } };
      }
    }
    const reported = new Set<number>();
    for (const product of file.randomProducts) {
      if (!isUngatedDropPath(product, file) || reported.has(product.context.function)) continue;
      reported.add(product.context.function);
      yield { span: product.span, data: {} };
    }
  },
  message: ({ data: { call } }) =>
    call
      ? `${call.written} drops whole branches in eval mode too: its training argument defaults to True.`
      : 'This drops whole branches in evaluation too: nothing here looks at the training mode.',
  fix: ({ data: { call } }) => {
    if (!call) return undefined;
    const end = Math.max(...Object.values(call.args).map((arg) => arg.span.end));
    return {
      title: 'Add training=self.training',
      safe: false,
      edits: [{ span: { start: end, end }, text: ', training=self.training' }],
    };
  },
});

function isUntied(call: Call): boolean {
  const { fact, args, open } = call;
  const isPath = fact.variant === 'path' || fact.variant === 'block';
  const flag = fact.training?.argument;
  const isOn = fact.form === 'function' && fact.training?.untouched === 'on';
  const hasArguments = Object.keys(args).length > 0;
  return (
    isPath &&
    isOn &&
    flag !== undefined &&
    !args[flag] &&
    !open &&
    hasArguments &&
    rateOf(call)?.certain !== 0
  );
}

function isIntended(file: FileModel, call: Call): boolean {
  return (
    guardedByTraining(call.context.guards) !== 'none' ||
    isMeantAtInference(file, call.context) ||
    isAcknowledged(file, call.span)
  );
}

/** The forward pass of a class named after drop path that draws a mask and never mentions the mode. */
function isUngatedDropPath(product: RandomProduct, file: FileModel): boolean {
  const owner = classAt(file, product.context);
  const method = functionAt(file, product.context);
  if (!owner || !method || !inModuleMethod(file, product.context)) return false;
  const name = wordsOf(owner.name).join(' ');
  const body = file.text.slice(method.span.start, method.span.end);
  return (
    /\b(drop path|droppath|stochastic depth)\b/.test(name) &&
    !/train|eval|determin|infer|learning_phase/i.test(body)
  );
}
