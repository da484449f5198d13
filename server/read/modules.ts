import type { ApiFact } from '../model/fact';
import type { Call } from '../model/model';
import type { ContainerItem, ContainerValue, Value } from '../model/value';
import { constantOf } from '../model/walks/constants';
import type { ReadArguments } from './arguments';
import type { Fate, Frame } from './reading';
import { placeOf } from './reading';
import { singleItem } from './values';

/** `nn.Sequential(…)`, `nn.ModuleList([…])`, `nn.ModuleDict({…})`; other containers are plain layers. */
export function makeModules(made: Call, read: ReadArguments, fate: Fate, frame: Frame): Value {
  const type = containerType(made.fact);
  if (!type) return { kind: 'layer', call: made };
  const content =
    made.fact.options === undefined ? contentOf(type, itemsGiven(made, read)) : listedUnder(made);
  const container: ContainerValue = {
    kind: 'container',
    type,
    ...content,
    span: made.span,
    made: placeOf(frame),
  };
  if (frame.recorder && type === 'sequential') {
    const own = frame.function?.class?.index ?? -1;
    const { framework } = made.fact;
    frame.recorder.sequentials.push({
      value: container,
      framework,
      target: fate.target,
      class: own,
    });
  }
  return container;
}

/** The items of a container as its constructor is given them: one list or dict of them, or each on its own. */
export function contentOf(
  type: ContainerValue['type'],
  read: ReadArguments,
): { readonly items: readonly ContainerItem[]; readonly complete: boolean } {
  const given = read.items ?? read.list.map((arg) => singleItem(arg.value));
  const [only, ...others] = read.list.map((arg) => arg.value);
  const listed =
    others.length === 0 && given.length <= 1 && only?.kind === 'container' ? only : undefined;
  if (listed && !isModules(listed)) {
    return { items: listed.items.map(unpairItem), complete: listed.complete };
  }
  if (type !== 'sequential' && given.length > 0) {
    // `ModuleList(other_list)` copies; anything else is not known.
    return listed
      ? { items: [...listed.items], complete: listed.complete }
      : { items: [], complete: false };
  }
  return { items: [...given], complete: read.list.every((arg) => arg.position !== 'keyword') };
}

/** The content of a container that is made with an object: what it lists under `layers`. */
function listedUnder({ args, open }: Call): ReturnType<typeof contentOf> {
  const { layers } = args;
  const list = layers ? [{ ...layers, position: 0 }] : [];
  const content = contentOf('sequential', { list, open });
  const isKnown = !layers || layers.value.kind === 'container';
  return { items: isKnown ? content.items : [], complete: isKnown && content.complete && !open };
}

/** Where one argument holds all items, as in `Sequential(layers=None, name=None)`, the others are none. */
function itemsGiven(made: Call, read: ReadArguments): ReadArguments {
  const [first] = made.fact.args;
  if (!first || first.variadic) return read;
  const list = made.args[first.name];
  const given = list ? [{ ...list, position: 0 }] : [];
  return { list: given, open: read.open, items: given.map((arg) => singleItem(arg.value)) };
}

function containerType(fact: ApiFact): 'sequential' | 'moduleList' | 'moduleDict' | undefined {
  const name = fact.names[0] ?? '';
  if (/sequential$/i.test(name)) return 'sequential';
  if (/(ModuleList|nnx\.List)$/.test(name)) return 'moduleList';
  return name.endsWith('ModuleDict') ? 'moduleDict' : undefined;
}

function isModules(value: ContainerValue): boolean {
  return ['sequential', 'moduleList', 'moduleDict'].includes(value.type);
}

/** `OrderedDict([('name', layer)])` gives pairs. */
function unpairItem(item: ContainerItem): ContainerItem {
  const { value } = item;
  if (value.kind !== 'container' || value.type !== 'tuple' || value.items.length !== 2) return item;
  const key = constantOf(value.items[0]!.value);
  return { ...item, key: key === undefined ? item.key : String(key), value: value.items[1]!.value };
}
