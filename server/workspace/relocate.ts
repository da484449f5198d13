import type { CallAction, CallNode, FlowNode, Holding, Operand, Routine } from '../model/flow';
import type { Span } from '../model/span';
import { FUNCTIONS, REACH } from '../model/walks/program';

/** How one file's functions, places and calls are numbered in a program; 0 is the file that the program is for. */
export type Slot = number;

/** What is done to each call and each holding besides giving them their numbers. */
export interface Linking {
  call(node: CallNode): CallNode;
  holding(holding: Holding): Holding;
}

/** The trace of a function with the numbers of its slot, and its calls linked. */
export function relocateRoutine(routine: Routine, slot: Slot, linking: Linking): Routine {
  return {
    ...routine,
    function: functionIn(slot, routine.function),
    body: relocateAll(routine.body, slot, linking),
  };
}

/** The number of a function of a file in a program; the module levels of other files are -2, -3 and so on. */
export function functionIn(slot: Slot, index: number): number {
  return index < 0 ? index - slot : index + slot * FUNCTIONS;
}

/** The slot that a function's number belongs to, and its index there. */
export function slotOfFunction(index: number): readonly [Slot, number] {
  return index < 0 ? [-1 - index, -1] : [Math.floor(index / FUNCTIONS), index % FUNCTIONS];
}

export function spanIn(slot: Slot, { start, end }: Span): Span {
  return { start: start + slot * REACH, end: end + slot * REACH };
}

function relocateAll(
  nodes: readonly FlowNode[],
  slot: Slot,
  linking: Linking,
): readonly FlowNode[] {
  return nodes.map((node) => relocateNode(node, slot, linking));
}

function relocateNode(node: FlowNode, slot: Slot, linking: Linking): FlowNode {
  const span = spanIn(slot, node.span);
  const all = (nodes: readonly FlowNode[]): readonly FlowNode[] =>
    relocateAll(nodes, slot, linking);
  const move = (operand: Operand): Operand => relocateOperand(operand, slot);
  switch (node.kind) {
    case 'call':
      return relocateCall(node, slot, linking);
    case 'bind':
      return { ...node, span, target: move(node.target), source: move(node.source) };
    case 'branch':
      return {
        ...node,
        span,
        tested: node.tested && move(node.tested),
        then: all(node.then),
        otherwise: all(node.otherwise),
      };
    case 'loop':
      return {
        ...node,
        span,
        body: all(node.body),
        otherwise: all(node.otherwise),
        bodyStart: node.bodyStart === undefined ? undefined : node.bodyStart + slot * REACH,
      };
    case 'try':
      return {
        ...node,
        span,
        body: all(node.body),
        handlers: node.handlers.map(all),
        otherwise: all(node.otherwise),
        finally: all(node.finally),
      };
    case 'with':
      return {
        ...node,
        span,
        managers: node.managers.map((id) => id + slot * REACH),
        body: all(node.body),
      };
    case 'exit':
      return { ...node, span, value: move(node.value) };
    case 'mention':
      return { ...node, span, operand: move(node.operand) };
  }
}

function relocateCall(node: CallNode, slot: Slot, linking: Linking): CallNode {
  return linking.call({
    ...node,
    id: node.id + slot * REACH,
    span: spanIn(slot, node.span),
    callee: spanIn(slot, node.callee),
    statement: spanIn(slot, node.statement),
    action: relocateAction(node.action, slot),
    operand: relocateOperand(node.operand, slot),
    args: node.args.map((arg) => ({
      ...arg,
      operand: relocateOperand(arg.operand, slot),
      holding: arg.holding && linking.holding(arg.holding),
    })),
    holding: node.holding && linking.holding(node.holding),
  });
}

function relocateAction(action: CallAction, slot: Slot): CallAction {
  switch (action.kind) {
    case 'own':
      return { ...action, function: functionIn(slot, action.function) };
    case 'mode':
      return action.saved ? { ...action, saved: relocateOperand(action.saved, slot) } : action;
    default:
      return action;
  }
}

function relocateOperand(operand: Operand, slot: Slot): Operand {
  if (slot === 0) return operand;
  const move = (inner: Operand): Operand => relocateOperand(inner, slot);
  switch (operand.kind) {
    case 'name':
      return { ...operand, scope: functionIn(slot, operand.scope) };
    case 'attribute':
    case 'element':
    case 'part':
    case 'item':
    case 'training':
      return { ...operand, of: move(operand.of) };
    case 'result':
      return { ...operand, call: operand.call + slot * REACH };
    case 'choice':
      return { ...operand, options: operand.options.map(move) };
    case 'tuple':
      return { ...operand, items: operand.items.map(move) };
    default:
      return operand;
  }
}
