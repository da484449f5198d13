import type { CallNode, FlowNode, Routine } from '../flow';

/** All calls of a block, of the blocks inside it too. */
export function callsIn(nodes: readonly FlowNode[]): readonly CallNode[] {
  const calls: CallNode[] = [];
  const pending = [...nodes].reverse();
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === 'call') calls.push(node);
    else pending.push(...[...blocksOf(node)].reverse());
  }
  return calls;
}

/** The nodes directly inside a compound one. */
export function blocksOf(node: FlowNode): readonly FlowNode[] {
  switch (node.kind) {
    case 'branch':
      return [...node.then, ...node.otherwise];
    case 'loop':
      return [...node.body, ...node.otherwise];
    case 'try':
      return [...node.body, ...node.handlers.flat(), ...node.otherwise, ...node.finally];
    case 'with':
      return node.body;
    default:
      return [];
  }
}

/** Last names of what is run or switched anywhere in some functions: nothing else needs to be followed. */
export function watchedIn(routines: readonly Routine[]): ReadonlySet<string> {
  const watched = new Set<string>();
  for (const { action, operand, args } of callsIn(routines.flatMap((one) => one.body))) {
    const isRun = /^(mode|forward|load|freeze|parts)$/.test(action.kind);
    const one = action.kind === 'export' ? args[0]?.operand : operand;
    if (!isRun && action.kind !== 'export') continue;
    if (one?.kind === 'name' || one?.kind === 'attribute') watched.add(one.name);
  }
  return watched;
}
