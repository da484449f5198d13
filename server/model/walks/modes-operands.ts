import type { Operand } from '../flow';
import type { ModeState, Thing } from './modes-state';
import { descend, stepInto } from './modes-things';
import { alternatives, hold, unique, UNTOLD } from './modes-state';

/** The objects that an operand may denote; none for what is certainly no model. */
export function thingsOf(operand: Operand, state: ModeState): readonly Thing[] {
  switch (operand.kind) {
    case 'name': {
      const key = `${operand.scope}:${operand.name}`;
      return state.names.get(key) ?? [key];
    }
    case 'attribute':
      return step(operand.of, stepName(operand.name), state);
    case 'element':
      return step(operand.of, '[]', state);
    case 'part':
      return unique(thingsOf(operand.of, state).map(partOf));
    case 'item':
      return itemThings(operand.of, operand.index, state);
    case 'result':
      return state.results.get(operand.call) ?? [`call@${operand.call}`];
    case 'choice':
      return alternatives(operand.options.flatMap((one) => thingsOf(one, state)));
    case 'tuple':
      return listThings(
        operand.items.map((one) => thingsOf(one, state)),
        state,
      );
    case 'training':
    case 'none':
      return [];
    case 'some':
      return [UNTOLD];
  }
}

/** A key for an operand that is a plain name or attribute path. */
export function keyOf(operand: Operand): string | undefined {
  if (operand.kind === 'name') return `${operand.scope}:${operand.name}`;
  if (operand.kind !== 'attribute') return undefined;
  const owner = keyOf(operand.of);
  return owner && `${owner}.${operand.name}`;
}

/** Lets a variable, attribute or element hold objects from here on; of attributes only watched ones are kept. */
export function bindThings(
  target: Operand,
  things: readonly Thing[],
  watched: ReadonlySet<string>,
  state: ModeState,
): void {
  const isWatched = (one: Thing): boolean =>
    /^(new@|list\()/.test(one) || watched.has(/(\w+)$/.exec(one)?.[1] ?? '');
  const named = target.kind === 'attribute' && watched.has(target.name);
  if (target.kind !== 'name' && !named && !things.some(isWatched)) return;
  switch (target.kind) {
    case 'name':
      state.names.set(`${target.scope}:${target.name}`, things);
      return;
    case 'attribute': {
      const owners = thingsOf(target.of, state);
      for (const owner of owners) {
        if (owner === UNTOLD || owner.endsWith('.*')) continue;
        const key = owner + stepName(target.name);
        const before = owners.length > 1 ? (state.held.get(key) ?? [key]) : [];
        hold(state, key, alternatives([...before, ...things]));
      }
      return;
    }
    case 'element':
    case 'item':
      for (const owner of thingsOf(target.of, state)) {
        const key = `${owner}[]`;
        hold(state, key, alternatives([...(state.held.get(key) ?? []), ...things]));
      }
      return;
    default:
  }
}

/** Some submodule or parameter of an object. */
export function partOf(thing: Thing): Thing {
  return thing === UNTOLD || thing.endsWith('.*') ? thing : `${thing}.*`;
}

function step(of: Operand, name: string, state: ModeState): readonly Thing[] {
  return descend(state, thingsOf(of, state), name);
}

/** Dots inside a key would read as a path. */
function stepName(name: string): string {
  return name.startsWith('[') ? `[${name.replace(/[^\w]/g, '_')}]` : `.${name}`;
}

function itemThings(of: Operand, index: number, state: ModeState): readonly Thing[] {
  if (of.kind === 'tuple') {
    const item = of.items[index];
    return item ? thingsOf(item, state) : [];
  }
  const items = of.kind === 'result' ? state.tuples.get(of.call) : undefined;
  if (items) return items[index] ?? [];
  return alternatives(thingsOf(of, state).flatMap((thing) => stepInto(state, thing, `[${index}]`)));
}

/** A list literal is an object of its own that holds its items. */
function listThings(items: readonly (readonly Thing[])[], state: ModeState): readonly Thing[] {
  if (items.every((one) => one.length === 0)) return [];
  const list = `list(${items
    .flat()
    .join(' ')
    .replace(/[.[\]]/g, '_')})`.slice(0, 150);
  items.forEach((things, index) => hold(state, `${list}[${index}]`, things));
  return [list];
}
