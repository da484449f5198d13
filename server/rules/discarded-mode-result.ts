import type { Call, FileModel, Use } from '../model/model';
import { isAcknowledged } from '../model/walks/intent';
import { defineRule } from './rule';

type Data =
  | { readonly how: 'discarded'; readonly call: Call; readonly model: string }
  | { readonly how: 'nothing'; readonly use: Use; readonly model: string };

export default defineRule<Data, Record<string, never>>({
  id: 'discarded-mode-result',
  summary: 'The model in the other mode that a function returns is thrown away',
  group: 'mode',
  severity: 'error',
  fixClass: 'G',
  skipTests: true,
  *check(file) {
    for (const call of file.calls) {
      const [model] = Object.values(call.args);
      if (call.fact.kind !== 'modeCopy' || call.context.result !== 'discarded' || !model) continue;
      if (isAcknowledged(file, call.span)) continue;
      yield { span: call.span, data: { how: 'discarded', call, model: model.text } };
    }
    for (const use of file.uses) {
      const model = boundToNothing(use, file);
      if (model === undefined) continue;
      yield { span: use.span, data: { how: 'nothing', use, model }, severity: 'information' };
    }
  },
  message: ({ data }) =>
    data.how === 'discarded'
      ? `${data.call.written} returns another model and leaves ${data.model} in the mode it has.`
      : `${data.use.written}() returns nothing, so ${data.model} is None from here on.`,
  fix: ({ data }) => {
    if (data.how === 'nothing' || !/^[\w.]+$/.test(data.model)) return undefined;
    const { start } = data.call.span;
    return {
      title: `Assign the result to ${data.model}`,
      safe: false,
      edits: [{ span: { start, end: start }, text: `${data.model} = ` }],
    };
  },
});

/** `model = model.eval()` of a module that switches itself and returns nothing. */
function boundToNothing(use: Use, file: FileModel): string | undefined {
  const { receiver, context, name } = use;
  if (!/^(eval|train)$/.test(name) || context.result !== 'assigned') return undefined;
  if (receiver?.kind !== 'instance' || use.args.length > 0) return undefined;
  const owner = file.classes.find((one) => one.name === receiver.class);
  const switched = owner?.returnsNothing === true && !owner.methods.includes(name);
  const model = use.written.slice(0, -name.length - 1);
  return switched && context.target === model ? model : undefined;
}
