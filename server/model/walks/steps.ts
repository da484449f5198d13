import type { LayerKind } from '../fact';
import type { Layer, Model, Step } from '../model';
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
  return model.steps.flatMap((_, index) => stepAt(model, index) ?? []);
}

/** The one step that certainly feeds the first operand; undefined where there are alternatives. */
export function producerOf(model: Model, placed: Placed): Placed | undefined {
  const [main] = placed.step.inputs;
  return main?.length === 1 ? stepAt(model, main[0]!) : undefined;
}

/** The nearest certain producer that is not of the kinds to look through. */
export function producerThrough(
  model: Model,
  placed: Placed,
  through: ReadonlySet<LayerKind>,
): Placed | undefined {
  let producer = producerOf(model, placed);
  for (let left = 50; producer && through.has(producer.layer.kind) && left > 0; left--) {
    producer = producerOf(model, producer);
  }
  return producer;
}

/** The steps between a step and a producer found by `producerThrough`, nearest to the producer first. */
export function stepsBetween(model: Model, producer: Placed, consumer: Placed): readonly Placed[] {
  const between: Placed[] = [];
  let current = producerOf(model, consumer);
  while (current && current.index !== producer.index && between.length < 50) {
    between.unshift(current);
    current = producerOf(model, current);
  }
  return between;
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
