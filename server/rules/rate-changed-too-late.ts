import type { FileModel, Store } from '../model/model';
import { layersOf } from '../model/walks/layers';
import { functionName, inModuleMethod } from '../model/walks/places';
import { guardedByTraining } from '../model/walks/training';
import { isDropName } from '../model/walks/naming';
import { defineRule } from './rule';

export default defineRule<
  { readonly store: Store; readonly isCompiled: boolean },
  Record<string, never>
>({
  id: 'rate-changed-too-late',
  summary: 'The rate is overwritten where the change lasts for ever',
  group: 'rate',
  severity: 'warning',
  fixClass: '-',
  *check(file) {
    for (const store of file.stores) {
      if (!lastsForEver(store, file)) continue;
      yield { span: store.span, data: { store, isCompiled: false }, severity: 'error' };
    }
    for (const store of file.stores) {
      if (isCompiledBefore(store, file))
        yield { span: store.span, data: { store, isCompiled: true } };
    }
  },
  message: ({ data: { store, isCompiled } }) =>
    isCompiled
      ? `${store.objectText}.${store.name} has no effect on what is compiled already: training goes on with the old rate. Compile the model again.`
      : `${store.objectText}.${store.name} stays 0 from here on: after the first evaluation there is no dropout in training ` +
        'any more. Use a local variable.',
});

/** `self.dropout_p = 0` in the forward pass while not training, and nothing ever sets it back. */
function lastsForEver(store: Store, file: FileModel): boolean {
  const isRate = isDropName(store.name) || store.name === 'p';
  const isZero = store.value.kind === 'constant' && store.value.value === 0;
  if (!isRate || !isZero || store.object.kind !== 'self') return false;
  if (!inModuleMethod(file, store.context) || !isForward(functionName(file, store.context)))
    return false;
  if (guardedByTraining(store.context.guards) !== 'inverted') return false;
  return !file.stores.some(
    (other) =>
      other !== store &&
      other.object.kind === 'self' &&
      other.name === store.name &&
      other.context.class === store.context.class &&
      functionName(file, other.context) !== '__init__',
  );
}

function isForward(name: string | undefined): boolean {
  return (
    name !== undefined && /^(forward|_?attn|_?attention|encode|decode|call|__call__)/.test(name)
  );
}

/** The rate of a layer, set between two runs of what was compiled with the old one. */
function isCompiledBefore(store: Store, file: FileModel): boolean {
  const calls = layersOf(store.object);
  const keeps =
    calls.length > 0 && calls.every(({ fact }) => fact.keepsRate && fact.rate === store.name);
  if (!keeps || /run_eagerly\s*=\s*True|make_train_function/.test(file.text)) return false;
  const here = file.uses.filter(({ context }) => context.function === store.context.function);
  const runs = here.filter(({ name }) => /^(fit|evaluate|predict|train_on_batch)$/.test(name));
  const before = runs.some(({ span }) => span.end < store.span.start);
  const next = runs.find(({ span }) => span.start > store.span.end);
  const isFresh = here.some(
    ({ name, span }) =>
      name === 'compile' &&
      span.start > store.span.end &&
      (next === undefined || span.end < next.span.start),
  );
  return before && next !== undefined && !isFresh;
}
