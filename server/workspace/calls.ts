import type { CallAction, CallNode } from '../model/flow';
import type { ClassSummary } from '../model/summary';
import { methodIn, type Program } from '../model/walks/program';
import { classIn } from './classes';
import type { Found } from './names';
import type { Slot } from './relocate';

/** What linking the calls of one file's functions asks. */
export interface CallLinking {
  readonly slot: Slot;
  readonly program: Pick<Program, 'classNamed' | 'functionAt' | 'methodOf'>;
  /** The class whose method the calls stand in, by its name in the program. */
  readonly within?: string;
  find(qualified: string): Found | undefined;
  numberOf(found: Extract<Found, { kind: 'function' }>): number;
  nameOf(found: Extract<Found, { kind: 'class' }>): string;
  /** Whether some class of the workspace that derives from one replaces a method of it. */
  isReplaced(className: string, method: string): boolean;
}

/** A call with what it runs, where that stands in another file: an imported function or class, an inherited method. */
export function linkCall(node: CallNode, linking: CallLinking): CallNode {
  const action = linkedAction(node, linking);
  return action && action !== node.action ? { ...node, action } : node;
}

function linkedAction(node: CallNode, linking: CallLinking): CallAction | undefined {
  const { action } = node;
  if (action.kind === 'make') return remade(action, linking) ?? importedAction(node, linking);
  if (action.kind === 'own') return action.method ? unlessReplaced(node, linking) : action;
  if (node.parent !== undefined) return parentAction(node, node.parent, linking);
  return importedAction(node, linking) ?? methodAction(node, linking);
}

/** A class of the same file: whether it is a module, and which constructor runs, may lie in its bases. */
function remade(
  action: Extract<CallAction, { kind: 'make' }>,
  linking: CallLinking,
): CallAction | undefined {
  if (action.class === undefined) return undefined;
  return makeAction(classIn(linking.slot, action.class), linking);
}

function makeAction(name: string, { program }: CallLinking): CallAction {
  const owner = program.classNamed(name);
  const isModule = owner?.isModule === 'yes' || owner?.isModule === 'likely';
  return {
    kind: 'make',
    class: name,
    initializer: program.methodOf(name, '__init__'),
    mode: isModule ? 'train' : 'none',
  };
}

function importedAction(node: CallNode, linking: CallLinking): CallAction | undefined {
  const found = node.imported === undefined ? undefined : linking.find(node.imported);
  if (found?.kind === 'class') return makeAction(linking.nameOf(found), linking);
  if (found?.kind !== 'function') return undefined;
  const index = linking.numberOf(found);
  const called = linking.program.functionAt(index);
  const method = called?.class !== undefined && called.static !== true;
  return { kind: 'own', function: index, method };
}

/** `super().name()`, where the parent stands in another file. */
function parentAction(
  { action }: CallNode,
  method: string,
  { program, within }: CallLinking,
): CallAction | undefined {
  if (within === undefined || /^(train|eval)$/.test(method)) return action;
  const found = methodIn(program, within, method, true);
  return found === undefined ? action : { kind: 'own', function: found, method: true };
}

/** A method of an object whose class is known, where the file alone cannot tell what it runs. */
function methodAction(node: CallNode, linking: CallLinking): CallAction | undefined {
  const { action } = node;
  if (action.kind !== 'method' && action.kind !== 'mode' && action.kind !== 'forward')
    return action;
  const owner = receiverClass(node, linking);
  const name = /\.(\w+)$/.exec(node.written)?.[1];
  if (!owner) return action;
  if (action.kind === 'forward' && !/\.(forward|generate)$/.test(node.written)) {
    return owner.isModule === 'no' ? (methodOn(owner, '__call__', linking) ?? action) : action;
  }
  if (name === undefined || (action.kind === 'forward' && owner.isModule !== 'no')) return action;
  if (action.kind === 'mode' && isModeMethod(owner, name, linking)) return action;
  return methodOn(owner, name, linking) ?? action;
}

function methodOn(owner: ClassSummary, name: string, linking: CallLinking): CallAction | undefined {
  const found = linking.program.methodOf(owner.name, name);
  if (found === undefined || linking.isReplaced(owner.name, name)) return undefined;
  return { kind: 'own', function: found, method: true };
}

/** A module's own `train(self, mode=True)` or `eval(self)`, not a method that runs a training loop. */
function isModeMethod(owner: ClassSummary, name: string, { program }: CallLinking): boolean {
  const found = program.methodOf(owner.name, name);
  const [, mode, ...others] = (found !== undefined && program.functionAt(found)?.parameters) || [];
  const fits = others.length === 0 && (mode === undefined || /mode|train/.test(mode.name));
  return owner.isModule !== 'no' && fits;
}

function receiverClass(node: CallNode, { program, within }: CallLinking): ClassSummary | undefined {
  const { holding } = node;
  if (holding?.kind === 'self')
    return within === undefined ? undefined : program.classNamed(within);
  return holding?.kind === 'instance' ? program.classNamed(holding.class) : undefined;
}

/** What a method does is not known where a class of another file replaces it. */
function unlessReplaced(node: CallNode, linking: CallLinking): CallAction {
  const { action } = node;
  if (action.kind !== 'own') return action;
  const called = linking.program.functionAt(action.function);
  const name = called?.name.split('.').pop() ?? '';
  const isReplaced = called?.class !== undefined && linking.isReplaced(called.class, name);
  return isReplaced && node.parent === undefined ? { kind: 'method', name } : action;
}
