import type { Arg, Call, Mode } from '../model/model';
import type { Span } from '../model/span';
import type { ContainerValue, LayerValue, Source, TensorValue, Value } from '../model/value';
import { UNREAD } from '../model/value';
import { trainingDependence } from '../model/walks/training';
import type { Frame } from './reading';
import type { StepPart, Tracer } from './tracer';
import { addStep, flowOf, flowsWithin, unite } from './tracer';
import { alternatives } from './values';

/** Applies a layer, container or instance to arguments and gives the tensor; undefined when it is none of these. */
export function applyModule(
  callee: Value,
  args: readonly Arg[],
  span: Span,
  frame: Frame,
): TensorValue | undefined {
  const tracer = frame.tracer;
  if (!tracer) return undefined;
  const flows = operandFlows(args);
  return applyTo(callee, flows, span, frame, tracer, 0);
}

/** The flows of the tensors among arguments; a layer that gets nothing readable has one unread operand. */
export function operandFlows(args: readonly Arg[]): readonly (readonly Source[])[] {
  const flows = args.flatMap((arg) => flowsWithin(arg.value));
  return flows.length > 0 ? flows : [[UNREAD]];
}

/** Applies the items of a Sequential one after the other. */
export function applySequential(
  container: ContainerValue,
  input: readonly (readonly Source[])[],
  frame: Frame,
  tracer: Tracer,
  depth: number,
): TensorValue {
  let inputs = input;
  let before = unite(input);
  let round: { number: number; first: number } | undefined;
  for (const item of container.items) {
    if (round && round.number !== item.many) {
      linkRound(tracer, round.first, before);
      round = undefined;
    }
    if (item.many > 0) round ??= { number: item.many, first: tracer.steps.length };
    const made = applyTo(item.value, inputs, spanOf(item.value, container.span), frame, tracer, depth);
    const after = made?.sources ?? [UNREAD];
    before = item.optional ? unite([before, after]) : after;
    inputs = [before];
  }
  if (round) linkRound(tracer, round.first, before);
  if (!container.complete) {
    return addStep(tracer, { kind: 'unknown', span: container.span }, [before], frame.guards);
  }
  return { kind: 'tensor', sources: before };
}

/** What mode a dropout call is in, as far as its arguments tell. */
export function modeOf(call: Call): Mode {
  const { training } = call.fact;
  if (!training) return 'none';
  const flag = training.argument ? call.args[training.argument] : undefined;
  if (!flag) return call.open && training.argument ? 'unknown' : training.untouched;
  if (flag.constant === true) return 'on';
  if (flag.constant === false) return 'off';
  return trainingDependence(flag.value) === 'none' ? 'argument' : 'module';
}

function applyTo(
  callee: Value,
  inputs: readonly (readonly Source[])[],
  span: Span,
  frame: Frame,
  tracer: Tracer,
  depth: number,
): TensorValue | undefined {
  if (depth > 12) return addStep(tracer, { kind: 'unknown', span }, inputs, frame.guards);
  switch (callee.kind) {
    case 'layer':
      return addStep(tracer, layerPart(callee, span), inputs, frame.guards);
    case 'instance':
      return addStep(
        tracer,
        { kind: 'module', class: callee.class, span, value: callee },
        inputs,
        frame.guards,
      );
    case 'container':
      return callee.type === 'sequential'
        ? applySequential(callee, inputs, frame, tracer, depth + 1)
        : undefined;
    case 'choice':
      return applyChoice(callee, inputs, span, frame, tracer, depth);
    default:
      return undefined;
  }
}

function applyChoice(
  callee: Value,
  inputs: readonly (readonly Source[])[],
  span: Span,
  frame: Frame,
  tracer: Tracer,
  depth: number,
): TensorValue | undefined {
  const callable = alternatives(callee).filter((one) => one.kind !== 'constant');
  const known = callable.some((one) => ['layer', 'instance', 'container'].includes(one.kind));
  if (!known) return undefined;
  const flows = callable.map((one) => {
    if (one.kind === 'layer' && one.call.fact.kind === 'identity') return unite(inputs);
    const made = applyTo(one, inputs, span, frame, tracer, depth + 1);
    const unknown = { kind: 'unknown', span } as const;
    return (made ?? addStep(tracer, unknown, inputs, frame.guards)).sources;
  });
  return { kind: 'tensor', sources: unite(flows) };
}

function layerPart(layer: LayerValue, span: Span): StepPart {
  const { call } = layer;
  return { kind: call.fact.kind, call, span, value: layer, mode: modeOf(call) };
}

/** The last item of a round feeds the first one of the next. */
function linkRound(
  tracer: Tracer,
  first: number,
  after: readonly Source[],
): void {
  const step = tracer.steps[first];
  if (!step) return;
  const [main = [], ...others] = step.inputs;
  step.inputs = [unite([main, after.filter((source) => source >= first)]), ...others];
}

function spanOf(value: Value, otherwise: Span): Span {
  if (value.kind === 'layer') return value.call.span;
  if (value.kind === 'instance' || value.kind === 'container') return value.span;
  return otherwise;
}

/** The flows of a value that must be a tensor: what is not understood is unread. */
export function flowOrUnread(value: Value): readonly Source[] {
  return flowOf(value) ?? [UNREAD];
}
