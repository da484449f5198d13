import type { AttributeStore, Call, ClassModel, FileModel } from '../model/model';
import { encloses, type Span } from '../model/span';
import type { Value } from '../model/value';
import { rateOf } from '../model/walks/dropout';
import { layersOf } from '../model/walks/layers';

/** Whether the methods call a stored layer under another name, or read its rate and apply it in their own way. */
export function isAppliedOtherwise(
  store: AttributeStore,
  owner: ClassModel,
  file: FileModel,
): boolean {
  const constructors = file.functions.filter(({ name }) => name.endsWith('.__init__'));
  const isRead = (load: Span) => !constructors.some(({ span }) => encloses(span, load));
  return layersOf(store.value).some((call) => {
    const rate = rateOf(call)?.arg?.value;
    return owner.attributes.some(({ stores, loads }) => {
      const isBeside = stores.some(({ value }) => isPart(call, value) || isSame(value, rate));
      return isBeside && loads.some(isRead);
    });
  });
}

function isPart(call: Call, value: Value): boolean {
  return value.kind === 'container'
    ? value.items.some((item) => isPart(call, item.value))
    : layersOf(value).includes(call);
}

function isSame(one: Value, other: Value | undefined): boolean {
  return (
    one.kind === 'parameter' &&
    other?.kind === 'parameter' &&
    one.name === other.name &&
    one.owner === other.owner
  );
}
