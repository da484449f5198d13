import type { LayerKind } from '../fact';
import type { FileModel, Flow, Guard, Layer, Model, Step } from '../model';
import type { Source } from '../value';

/** A step with its layer and place in the model. */
export interface Placed {
  readonly index: number;
  readonly step: Step;
  readonly layer: Layer;
}

/** The step at an index; undefined for inputs and what was not read. */
export function stepAt(model: Model, index: Source): Placed | undefined {
  const step = model.steps[index];
  const layer = step && model.layers[step.layer];
  return step && layer ? { index, step, layer } : undefined;
}

/** All steps with their layers, in order. */
export function placedSteps(model: Model): readonly Placed[] {
  const placed: Placed[] = [];
  for (let index = 0; index < model.steps.length; index++) {
    const one = stepAt(model, index);
    if (one) placed.push(one);
  }
  return placed;
}

/** The one step that certainly feeds the first operand; undefined where there are alternatives. */
export function producerOf(model: Model, placed: Placed): Placed | undefined {
  const [main] = placed.step.inputs;
  return main?.length === 1 ? stepAt(model, main[0]!) : undefined;
}

/** The way from a step back to a producer: what lies between, nearest to the producer first. */
export interface Way {
  readonly producer: Placed;
  readonly between: readonly Placed[];
}

/**
 * The single way back along a flow to the first step that is not of the kinds to look through.
 * A step that may be skipped (`if p > 0`, an Identity instead) stands for itself and for the way without it;
 * any other choice of sources, and an input or something unread, ends the search without an answer.
 */
export function wayBack(
  model: Model,
  flow: Flow | undefined,
  through: ReadonlySet<LayerKind>,
): Way | undefined {
  const between: Placed[] = [];
  let producer = flow && lastOf(model, flow);
  while (producer && through.has(producer.layer.kind) && between.length < LONGEST_WAY) {
    between.unshift(producer);
    const [main] = producer.step.inputs;
    producer = main && lastOf(model, main);
  }
  return producer && !through.has(producer.layer.kind) ? { producer, between } : undefined;
}

const LONGEST_WAY = 40;

/** The step behind a flow: its only source, or the one that the others merely skip. */
export function lastOf(model: Model, flow: Flow): Placed | undefined {
  const last = stepAt(model, Math.max(...flow));
  if (!last || flow.length === 1) return last;
  const [main = []] = last.step.inputs;
  return flow.every((source) => source === last.index || main.includes(source)) ? last : undefined;
}

/** The step that alone takes the output of a step; it may also run on what the step skips. */
export function onlyConsumerOf(model: Model, index: number): Placed | undefined {
  const [only, ...others] = consumersOf(model, index);
  return others.length === 0 && !isReturned(model, index) ? only : undefined;
}

/** The name of the class that a model is, or that a Sequential is built in; empty outside classes. */
export function ownerName(file: FileModel, model: Model): string {
  return file.classes[model.class]?.name ?? '';
}

/** The step that certainly makes what a module class of the file returns, through steps of some kinds. */
export function outputOf(
  file: FileModel,
  module: Layer,
  through: ReadonlySet<LayerKind>,
): { readonly model: Model; readonly placed: Placed } | undefined {
  const model = module.class === undefined ? undefined : modelOf(file, module.class);
  const forward = model?.entries.find((entry) => entry.main);
  const [flow, ...others] = forward?.outputs ?? [];
  if (!model || flow?.length !== 1 || others.length > 0) return undefined;
  const way = wayBack(model, flow, through);
  return way && { model, placed: way.producer };
}

/** The model of a module class by the class's name. */
export function modelOf(file: FileModel, name: string): Model | undefined {
  return file.models.find((model) => model.form === 'class' && model.name === name);
}

/** Whether two places can never run for one input: a condition that must hold for one must not for the other. */
export function areExclusive(one: readonly Guard[], other: readonly Guard[]): boolean {
  const plain = other.map(withoutNot);
  return one
    .map(withoutNot)
    .some((first) =>
      plain.some((second) => first.text === second.text && first.holds !== second.holds),
    );
}

function withoutNot({ text, holds }: Guard): Pick<Guard, 'text' | 'holds'> {
  const negated = /^not\s+([\w.]+)$/.exec(text);
  return negated ? { text: negated[1]!, holds: !holds } : { text, holds };
}

/** The guards under which a step runs: those of its use and those under which its layer is made. */
export function guardsOf({ step, layer }: Placed): readonly Guard[] {
  return [...step.guards, ...(layer.call?.context.guards ?? [])];
}

/** Steps that take the output of a step, certainly or on some path. */
export function consumersOf(
  model: Model,
  index: number,
): readonly (Placed & { readonly certain: boolean })[] {
  return placedSteps(model).flatMap((placed) => {
    const flow = placed.step.inputs.find((one) => one.includes(index));
    return flow ? [{ ...placed, certain: flow.length === 1 }] : [];
  });
}

/** Whether the output of a step is, on some path, what an entry method returns. */
export function isReturned(model: Model, index: number): boolean {
  return model.entries.some((entry) => entry.outputs.some((flow) => flow.includes(index)));
}

/** Kinds that pass every number on as it is. */
export const SHAPE_ONLY: ReadonlySet<LayerKind> = new Set<LayerKind>(['reshape', 'identity']);
