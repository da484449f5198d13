import type { FileModel, Store } from '../model/model';
import { functionName, inModuleMethod } from '../model/walks/places';
import { guardedByTraining } from '../model/walks/training';
import { isDropName } from '../model/walks/naming';
import { defineRule } from './rule';

export default defineRule<{ readonly store: Store }, Record<string, never>>({
  id: 'rate-changed-too-late',
  summary: 'The rate is overwritten where the change lasts for ever',
  group: 'rate',
  severity: 'warning',
  fixClass: '-',
  *check(file) {
    for (const store of file.stores) {
      if (!lastsForEver(store, file)) continue;
      yield { span: store.span, data: { store }, severity: 'error' };
    }
  },
  message: ({ data: { store } }) =>
    `${store.objectText}.${store.name} stays 0 from here on: after the first evaluation there is no dropout in training ` +
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
