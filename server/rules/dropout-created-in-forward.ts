import type { Edit } from '../model/finding';
import type { Call, FileModel, Use } from '../model/model';
import { rateOf } from '../model/walks/dropout';
import { functionName, inModuleMethod, isBuilder } from '../model/walks/places';
import { functionalName } from './functional';
import { defineRule } from './rule';

interface Data {
  readonly call: Call;
  /** The call of the fresh layer, where it is applied at once. */
  readonly applied?: Use;
}

export default defineRule<Data, Record<string, never>>({
  id: 'dropout-created-in-forward',
  summary: 'A fresh dropout layer built during the forward pass is always in training mode',
  group: 'always-on',
  severity: 'error',
  fixClass: 'G',
  skipTests: true,
  *check(file) {
    for (const call of file.calls) {
      if (!canDrop(call) || !inModuleMethod(file, call.context)) continue;
      if (isBuilder(functionName(file, call.context))) continue;
      const use = useOf(call, file);
      if (!use) continue;
      const applied = call.context.result === 'called' ? use : undefined;
      yield { span: call.span, data: { call, applied } };
    }
  },
  message: ({ data: { call } }) =>
    `${call.written} is built anew in every forward pass, and a new layer is in training mode: ` +
    'model.eval() never reaches it, so it drops at inference too.',
  fix: ({ data: { call, applied } }, file) => {
    const name = functionalName(call, file);
    const [input, ...others] = applied?.args ?? [];
    if (!name || !applied || !input || others.length > 0) return undefined;
    const given = Object.values(call.args).map((arg) =>
      arg.keyword ? `${arg.name}=${arg.text}` : arg.text,
    );
    const text = `${name}(${[input.text, ...given].join(', ')}, training=self.training)`;
    const edits: Edit[] = [{ span: applied.span, text }];
    return { title: `Use ${name} tied to self.training`, safe: false, edits };
  },
});

/** A layer that drops in training mode, unless its rate is certainly 0. */
function canDrop(call: Call): boolean {
  const { fact } = call;
  const rate = rateOf(call);
  if (fact.form !== 'module' || !rate || rate.certain === 0) return false;
  return fact.kind === 'dropout' || (fact.modeDependent === 'if rate' && rate.arg !== undefined);
}

/** Where the same function applies the layer: at once, or through a local name or a local Sequential. */
function useOf(call: Call, file: FileModel): Use | undefined {
  const { result, target } = call.context;
  if (result === 'returned' || target?.includes('.') || target?.includes('[')) return undefined;
  return file.uses.find(
    ({ callee, context }) =>
      context.function === call.context.function &&
      ((callee.kind === 'layer' &&
        callee.call.span.start === call.span.start &&
        callee.call.span.end === call.span.end) ||
        (callee.kind === 'container' &&
          callee.items.some(
            (item) => item.value.kind === 'layer' && item.value.call.span.start === call.span.start,
          ))),
  );
}
