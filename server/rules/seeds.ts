import type { FlowNode } from '../model/flow';
import type { Arg, Call, FileModel } from '../model/model';
import type { Value } from '../model/value';
import { isDropoutCall, rateOf } from '../model/walks/dropout';
import { isAcknowledged, isMeantAtInference } from '../model/walks/intent';
import { inModuleMethod } from '../model/walks/places';

/** Literal seeds in the same round of a loop as a backward pass, in a file that drops. */
export function seedsInTrainingLoops(file: FileModel): readonly Call[] {
  const seeds = file.calls.filter(
    ({ fact, args, context }) =>
      fact.kind === 'seed' && context.inLoop && typeof args['seed']?.constant === 'number',
  );
  const isDropping = file.calls.some((call) => isDropoutCall(call) && rateOf(call)?.certain !== 0);
  if (seeds.length === 0 || !isDropping) return [];
  const starts = new Set(file.flows.flatMap(({ body }) => seedsBesideBackward(body)));
  return seeds.filter((call) => starts.has(call.span.start));
}

/** Offsets of all calls that stand directly in the body of a loop that also runs a backward pass. */
function seedsBesideBackward(nodes: readonly FlowNode[]): readonly number[] {
  return nodes.flatMap((node) => {
    const inner = childrenOf(node).flatMap(seedsBesideBackward);
    if (node.kind !== 'loop' || !runsBackward(node.body)) return inner;
    return [...inner, ...node.body.flatMap((one) => (one.kind === 'call' ? one.span.start : []))];
  });
}

/** Nested loops have rounds of their own. */
function runsBackward(nodes: readonly FlowNode[]): boolean {
  return nodes.some(
    (node) =>
      (node.kind === 'call' && node.action.kind === 'backward') ||
      (node.kind !== 'loop' && childrenOf(node).some((body) => runsBackward(body))),
  );
}

function childrenOf(node: FlowNode): readonly (readonly FlowNode[])[] {
  switch (node.kind) {
    case 'branch':
      return [node.then, node.otherwise];
    case 'loop':
      return [node.body, node.otherwise];
    case 'try':
      return [node.body, ...node.handlers, node.otherwise, node.finally];
    case 'with':
      return [node.body];
    default:
      return [];
  }
}

/** A dropout, and its argument that makes it draw the same mask at every call. */
export interface RestartingSeed {
  readonly call: Call;
  readonly seed: Arg;
}

/** Dropouts that are run again and again and start their generator from a literal seed each time. */
export function restartingSeeds(file: FileModel): readonly RestartingSeed[] {
  return file.calls.flatMap((call) => {
    const { fact, context } = call;
    const seed = fact.restartingSeed === undefined ? undefined : call.args[fact.restartingSeed];
    const isRepeated = fact.form === 'module' || context.inLoop || inModuleMethod(file, context);
    const rate = rateOf(call);
    const drops = isDropoutCall(call) && rate?.arg !== undefined && rate.certain !== 0;
    if (!seed || !isRepeated || !drops || !isLiteral(seed.value)) return [];
    const isMeant = isMeantAtInference(file, context) || isAcknowledged(file, seed.span);
    return isMeant ? [] : [{ call, seed }];
  });
}

function isLiteral(value: Value): boolean {
  if (value.kind === 'container') return value.items.every((item) => isLiteral(item.value));
  return value.kind === 'constant' && value.value !== null && typeof value.value !== 'boolean';
}
