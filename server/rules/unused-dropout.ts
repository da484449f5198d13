import { isScript } from '../model/document';
import type { AttributeStore, ClassModel, FileModel } from '../model/model';
import type { Value } from '../model/value';
import { isDropoutCall, rateOf } from '../model/walks/dropout';
import { isAcknowledged } from '../model/walks/intent';
import { isDropoutLayer, layersOf } from '../model/walks/layers';
import { basesOf } from '../model/walks/mode-dependence';
import { isAppliedOtherwise } from './applied-otherwise';
import { defineRule } from './rule';
import { unusedName } from './unreached';

interface Data {
  /** What is never used: an attribute, a variable, or the layer itself. */
  readonly name: string;
  readonly place: string;
}

export default defineRule<Data, Record<string, never>>({
  id: 'unused-dropout',
  summary: 'A dropout layer is created and never called',
  group: 'no-effect',
  severity: 'warning',
  fixClass: '-',
  skipTests: true,
  *check(file) {
    for (const call of file.calls) {
      const name = isDropoutCall(call) ? unusedName(call, file) : undefined;
      if (name === undefined || rateOf(call)?.certain === 0 || isAcknowledged(file, call.span))
        continue;
      yield { span: call.span, data: { name, place: 'this code' }, tags: ['unnecessary'] };
    }
    for (const owner of file.classes) {
      if (owner.isModule !== 'yes' || owner.dynamic || isUsedByBases(owner, file)) continue;
      if (!owner.methods.some((name) => /^(forward|call|__call__)$/.test(name))) continue;
      for (const { name, stores, loads } of owner.attributes) {
        if (loads.length > 0 || !stores.every((store) => isUnusedLayer(store, owner, file)))
          continue;
        const store = stores.find(({ value }) => isDropoutLayer(value) && !isPlaceholder(value));
        if (!store || isAppliedOtherwise(store, owner, file)) continue;
        if (isLoadedElsewhere(name, owner, file)) continue;
        const severity = isCopied(file) ? 'hint' : undefined;
        const data = {
          name: `${isScript(file.language) ? 'this' : 'self'}.${name}`,
          place: owner.name,
        };
        yield { span: store.span, data, severity, tags: ['unnecessary'] };
      }
    }
  },
  message: ({ data: { name, place } }) =>
    `${name} is never called in ${place}: the model has no dropout here.`,
});

/** A base that is not seen, or in another file one that reaches attributes in ways of its own, may use any of them. */
function isUsedByBases({ name, openBases }: ClassModel, file: FileModel): boolean {
  if (!openBases) return false;
  const { program } = file.modeRuns;
  const [own, ...bases] = basesOf(program, name);
  return own === undefined || bases.some((base) => base === undefined || base.dynamic);
}

/** A class of another file that derives from this one, or from which this one derives, reads it. */
function isLoadedElsewhere(attribute: string, { name }: ClassModel, file: FileModel): boolean {
  const heirs = file.relations?.heirsOf(name).map(({ summary }) => summary) ?? [];
  const bases = basesOf(file.modeRuns.program, name);
  return [...heirs, ...bases].some((one) => one?.dynamic || one?.loads.includes(attribute));
}

function isUnusedLayer(store: AttributeStore, owner: ClassModel, file: FileModel): boolean {
  const isInConstructor = store.method === '__init__' && store.how === 'assign';
  const name = lastName(file, store);
  const code = file.text.slice(owner.span.start, owner.span.end);
  const isMentioned = code.includes(`'${name}'`) || code.includes(`"${name}"`);
  return (
    isInConstructor && isDroppable(store.value) && !isMentioned && !isAcknowledged(file, store.span)
  );
}

/** A dropout layer, or what a configuration puts in its place. */
function isDroppable(value: Value): boolean {
  const isNone = value.kind === 'constant' && value.value === null;
  return (
    isNone ||
    layersOf(value).some(({ fact }) => fact.kind === 'dropout' || fact.kind === 'identity')
  );
}

function isPlaceholder(value: Value): boolean {
  return layersOf(value).every((call) => rateOf(call)?.certain === 0);
}

function lastName(file: FileModel, store: AttributeStore): string {
  return file.text.slice(store.span.start, store.span.end).split('.').pop() ?? '';
}

/** Generated files and copied blocks follow their source. */
function isCopied(file: FileModel): boolean {
  return /copied from|automatically generated from|auto-?generated/i.test(file.text.slice(0, 4000));
}
