import type { Arg, Call } from '../model/model';
import type { Span } from '../model/span';
import type { Value } from '../model/value';
import { INPUT } from '../model/value';
import type { ReadArguments } from './arguments';
import type { Frame } from './reading';
import { addStep, flowsWithin } from './tracer';

/** A symbolic tensor, `keras.Input(…)`: where a graph is traced, data enter here; elsewhere it is a layer of a list. */
export function enterGraph(made: Call, frame: Frame): Value {
  if (!frame.tracer) return { kind: 'layer', call: made };
  const part = { kind: made.fact.kind, span: made.span, call: made } as const;
  return addStep(frame.tracer, part, [[INPUT]], frame.guards);
}

/** Notes the outputs of a model that is made from tensors: `keras.Model(inputs, outputs)`. */
export function noteGraph(made: Call, frame: Frame): void {
  const { span, context } = made;
  if (made.fact.kind === 'moduleBase') {
    noteOutputs(made.args['outputs'], { span, target: context.target }, frame);
  }
}

/** The same for a class that gives the tensors to its base: `super().__init__(inputs=…, outputs=…)`. */
export function noteOwnGraph(read: ReadArguments, span: Span, frame: Frame): void {
  const outputs = read.list.find(({ name, position }) => name === 'outputs' || position === 1);
  noteOutputs(outputs, { span }, frame);
}

function noteOutputs(
  arg: Arg | undefined,
  place: { readonly span: Span; readonly target?: string },
  frame: Frame,
): void {
  const outputs = arg ? flowsWithin(arg.value) : [];
  if (outputs.length > 0) frame.tracer?.graph?.models.push({ ...place, outputs });
}

/**
 * Whether a function that is called while a graph is traced belongs to that graph: a tensor of it is passed.
 * What builds a graph of its own is traced by itself.
 */
export function belongsToGraph(read: ReadArguments): boolean {
  return read.list.some((arg) => flowsWithin(arg.value).length > 0);
}
