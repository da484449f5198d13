import type { LayerKind } from '../model/fact';
import type { Call, FileModel, Flow } from '../model/model';
import { INPUT } from '../model/value';
import { lastOf, placedSteps, stepAt, type Placed } from '../model/walks/steps';
import type { ActiveDropout } from './active-dropouts';

/** The step whose output an in-place dropout overwrites although backward needs it. */
export function overwritten({ model, step }: ActiveDropout): Placed | undefined {
  let [flow] = step.inputs;
  for (let left = 10; flow && left > 0; left--) {
    const producer = lastOf(model, flow);
    const call = producer?.layer.call;
    if (!producer || !call) return undefined;
    if (savesOutput(call)) return producer;
    if (!isView(call)) return undefined;
    [flow] = producer.step.inputs;
  }
  return undefined;
}

/** A later step that takes both the input and the output of an in-place dropout: `x + drop_(x)` is twice the second. */
export function readAgain(dropout: ActiveDropout, file: FileModel): Placed | undefined {
  const { model, index, step } = dropout;
  const [flow] = step.inputs;
  const source = flow?.length === 1 ? flow[0]! : undefined;
  if (source === undefined || !isOneTensor(source, dropout, file)) return undefined;
  return placedSteps(model).find((other) => {
    const isOnly = (operand: Flow, wanted: number): boolean =>
      operand.length === 1 && operand[0] === wanted;
    return (
      JOINING.has(other.layer.kind) &&
      other.index > index &&
      other.step.inputs.some((operand) => isOnly(operand, source)) &&
      other.step.inputs.some((operand) => isOnly(operand, index))
    );
  });
}

const JOINING: ReadonlySet<LayerKind> = new Set<LayerKind>(['add', 'multiply', 'concatenate']);

const ONE_OUTPUT: ReadonlySet<LayerKind> = new Set<LayerKind>([
  'linear',
  'convolution',
  'batchNorm',
  'layerNorm',
  'activation',
  'maxPool',
  'averagePool',
  'embedding',
  'add',
]);

/** Whether a source stands for one tensor only: several results of a call, or several arguments, share a source. */
function isOneTensor(source: number, { model }: ActiveDropout, file: FileModel): boolean {
  const producer = stepAt(model, source);
  if (producer) return ONE_OUTPUT.has(producer.layer.kind);
  const forward = file.functions.find(
    (one) => one.class === model.class && /(^|\.)forward$/.test(one.name),
  );
  return source === INPUT && model.form === 'class' && forward?.parameters.length === 2;
}

function savesOutput(call: Call): boolean {
  const { savesOutput: saves, inPlace, inPlaceArgument } = call.fact;
  if (saves === 'always') return true;
  const argument = inPlaceArgument ? call.args[inPlaceArgument] : undefined;
  return saves === 'in place' && (inPlace === true || argument?.constant === true);
}

/** Shares its input's memory: flattening and views, but for what follows a change of the axes. */
function isView({ fact }: Call): boolean {
  const turns = /\.(transpose|permute|swapaxes|movedim|t|chunk|split|expand|expand_as)$/;
  return fact.alias === true && !fact.names.some((name) => turns.test(name));
}
