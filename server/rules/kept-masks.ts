import type { AttributeStore, ClassModel, FileModel } from '../model/model';
import { wordsOf } from '../model/walks/intent';
import { isBuilder } from '../model/walks/places';
import { isDrawnMask } from '../model/walks/random';

/** A mask that is stored on a module and multiplies every later pass. */
export interface KeptMask {
  readonly attribute: string;
  readonly store: AttributeStore;
}

/** Dropout masks that are drawn in the constructor, or in the first pass only, and never again. */
export function* keptMasks(file: FileModel): Iterable<KeptMask> {
  for (const owner of file.classes) {
    if (owner.isModule !== 'yes' || owner.dynamic || isPerSequence(owner.name)) continue;
    for (const { name, stores, loads } of owner.attributes) {
      const drawn = stores.filter(({ value }) => isDrawnMask(value));
      const [only] = drawn;
      if (!only || drawn.length > 1 || loads.length === 0 || !isAboutDropout(owner, name, only))
        continue;
      if (isRefreshed(file, owner, name, stores, only)) continue;
      yield { attribute: name, store: only };
    }
  }
}

/** Someone else stores into the attribute, or the pass that draws it is not only the first one. */
function isRefreshed(
  file: FileModel,
  owner: ClassModel,
  name: string,
  stores: readonly AttributeStore[],
  drawn: AttributeStore,
): boolean {
  const inPasses = stores.filter(({ method }) => method !== '__init__');
  const isFirstOnly = drawn.guards.some(({ text }) =>
    new RegExp(`^(self\\.${name} is None|not hasattr\\(self, ['"]${name}['"]\\))$`).test(text),
  );
  const elsewhere = file.stores.some((store) => store.name === name && store.objectText !== 'self');
  if (elsewhere || owner.openBases || owner.subclasses.length > 0) return true;
  if (drawn.method === '__init__') return inPasses.length > 0 || drawn.how === 'append';
  return !isFirstOnly || isBuilder(drawn.method) || inPasses.length > 1 || drawn.guards.length > 1;
}

/** Sparse connections and pruning keep their masks on purpose; only what calls itself dropout is judged. */
function isAboutDropout(owner: ClassModel, name: string, { value }: AttributeStore): boolean {
  const words = [...wordsOf(name), ...wordsOf(owner.name)];
  const isNamed = words.some((word) => /^(drop|dropout|dropped)$/.test(word));
  return isNamed || (value.kind === 'call' && value.fact?.kind === 'dropout');
}

function isPerSequence(name: string): boolean {
  return wordsOf(name).some((word) =>
    /^(locked|variational|recurrent|rnn|lstm|gru|cell|sequence|weight|fixed|frozen)$/.test(word),
  );
}
