import type { AttributeStore, ClassModel, FileModel } from '../model/model';
import type { ContainerValue, Value } from '../model/value';
import { holdsDropout, isDropoutLayer } from '../model/walks/layers';
import { defineRule } from './rule';

interface Data {
  readonly attribute: string;
  readonly container: ContainerValue;
  readonly text: string;
  readonly store: AttributeStore;
}

export default defineRule<Data, Record<string, never>>({
  id: 'unregistered-dropout',
  summary: 'Layers in a plain list, tuple or dict are invisible to eval()',
  group: 'always-on',
  severity: 'error',
  fixClass: 'S or G',
  *check(file) {
    for (const owner of file.classes) {
      if (owner.isModule !== 'yes' && owner.isModule !== 'likely') continue;
      for (const { name, stores } of owner.attributes) {
        const store = stores.find(
          ({ value, how }) =>
            how === 'assign' && isPlainContainer(value) && holdsDropout(value, file),
        );
        if (!store || store.value.kind !== 'container') continue;
        if (isRegistered(name, owner, file)) continue;
        const text = file.text.slice(store.valueSpan.start, store.valueSpan.end);
        yield {
          span: store.valueSpan,
          data: { attribute: name, container: store.value, text, store },
        };
      }
    }
  },
  message: ({ data: { attribute, container } }) =>
    `PyTorch does not see the layers in the ${container.type} self.${attribute}: eval() leaves their dropout on` +
    (container.items.every((item) => isDropoutLayer(item.value))
      ? '.'
      : ', and their parameters are not trained.'),
  fix: ({ data: { container, text } }) => {
    const wrapped = wrap(container, text);
    if (!wrapped) return undefined;
    const safe = container.items.every((item) => isDropoutLayer(item.value));
    const title =
      `Register them: ${wrapped.name}` +
      (safe ? '' : ' (adds them to state_dict and the optimiser)');
    return { title, safe, edits: [{ span: container.span, text: wrapped.text }] };
  },
});

function isPlainContainer(value: Value): value is ContainerValue {
  return (
    value.kind === 'container' && /^(list|tuple|dict)$/.test(value.type) && value.items.length > 0
  );
}

/** Wrapped later anywhere in the class, added one by one, or reached in ways that cannot be followed. */
function isRegistered(name: string, owner: ClassModel, file: FileModel): boolean {
  const code = file.text.slice(owner.span.start, owner.span.end);
  const path = `self\\.${name}\\b`;
  return (
    new RegExp(`(ModuleList|ModuleDict|Sequential|nn\\.\\w+)\\(\\s*\\*?\\s*(\\w+\\()?${path}`).test(
      code,
    ) ||
    /\b(setattr|add_module|register_module)\s*\(/.test(code) ||
    owner.attributes.some(
      ({ name: other, stores }) =>
        other === name &&
        stores.some(({ value }) => value.kind === 'container' && value.type.startsWith('module')),
    )
  );
}

function wrap(container: ContainerValue, text: string): { name: string; text: string } | undefined {
  if (container.type === 'list' && /^\[\s*\]$/.test(text))
    return { name: 'nn.ModuleList()', text: 'nn.ModuleList()' };
  if (container.type === 'list' && text.startsWith('['))
    return { name: 'nn.ModuleList', text: `nn.ModuleList(${text})` };
  const hasNames = container.complete && container.items.every((item) => item.key !== undefined);
  return container.type === 'dict' && hasNames && text.startsWith('{')
    ? { name: 'nn.ModuleDict', text: `nn.ModuleDict(${text})` }
    : undefined;
}
