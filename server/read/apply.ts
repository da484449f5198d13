import { lookup } from '../facts/lookup';
import type { Arg } from '../model/model';
import type { Span } from '../model/span';
import type { ContainerValue, LayerValue, Source, TensorValue, Value } from '../model/value';
import { INPUT, UNREAD } from '../model/value';
import { modeSaid } from '../model/walks/flags';
import type { Frame } from './reading';
import { activationStep } from './activations';
import type { Tracer } from './tracer';
import { addStep, extendJoin, flowsWithin, importedMaker, openJoin, unite } from './tracer';
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
  return applyTo(callee, flows, { span, args }, frame, tracer, 0);
}

/** The flows of the tensors among arguments; a layer that gets nothing readable has one unread operand. */
export function operandFlows(args: readonly Arg[]): readonly (readonly Source[])[] {
  const flows = args.flatMap((arg) => flowsWithin(arg.value));
  return flows.length > 0 ? flows : [[UNREAD]];
}

/** Applies the items of a Sequential one after the other; of what is not known in full no order is claimed. */
export function applySequential(
  container: ContainerValue,
  input: readonly (readonly Source[])[],
  frame: Frame,
  tracer: Tracer,
  depth: number,
  flags: readonly Arg[] = [],
): TensorValue {
  let inputs = input;
  let before = unite(input);
  let round: { readonly number: number; readonly head: Source } | undefined;
  for (const item of container.items.filter(({ value }) => value.kind !== 'tensor')) {
    if (round && round.number !== item.many) {
      extendJoin(tracer, round.head, before);
      round = undefined;
    }
    if (item.many > 0 && !round) {
      round = { number: item.many, head: openJoin(tracer, before) };
      inputs = [[round.head]];
    }
    if (!container.complete) inputs = [[UNREAD]];
    const span = spanOf(item.value, container.span);
    const unread = { kind: 'unknown', span, imported: importedMaker(item.value) } as const;
    const made =
      applyTo(item.value, inputs, { span, args: flags }, frame, tracer, depth) ??
      addStep(tracer, unread, inputs, frame.guards);
    before = item.optional ? unite([...inputs, made.sources]) : made.sources;
    inputs = [before];
  }
  if (round) extendJoin(tracer, round.head, before);
  if (!container.complete) {
    return addStep(tracer, { kind: 'unknown', span: container.span }, [before], frame.guards);
  }
  return { kind: 'tensor', sources: before };
}

function applyTo(
  callee: Value,
  inputs: readonly (readonly Source[])[],
  use: Application,
  frame: Frame,
  tracer: Tracer,
  depth: number,
): TensorValue | undefined {
  const { span } = use;
  if (depth > 12) return addStep(tracer, { kind: 'unknown', span }, inputs, frame.guards);
  switch (callee.kind) {
    case 'layer':
      return applyLayer(callee, inputs, use, frame, tracer);
    case 'instance':
      return addStep(
        tracer,
        { kind: 'module', class: callee.class, span, value: callee },
        inputs,
        frame.guards,
      );
    case 'container':
      return callee.type === 'sequential'
        ? applySequential(callee, inputs, frame, tracer, depth + 1, flagsOf(use))
        : undefined;
    case 'global':
      return applyFunction(callee.name, inputs, span, frame, tracer);
    case 'choice':
      return applyChoice(callee, inputs, use, frame, tracer, depth);
    default:
      return undefined;
  }
}

/** A function that stands among the layers of a Sequential. */
function applyFunction(
  name: string,
  inputs: readonly (readonly Source[])[],
  span: Span,
  frame: Frame,
  tracer: Tracer,
): TensorValue | undefined {
  const fact = lookup(name);
  if (fact?.form !== 'function' || !/^(activation|identity)$/.test(fact.kind)) return undefined;
  return addStep(tracer, { kind: fact.kind, name, span }, inputs, frame.guards);
}

function applyChoice(
  callee: Value,
  inputs: readonly (readonly Source[])[],
  use: Application,
  frame: Frame,
  tracer: Tracer,
  depth: number,
): TensorValue | undefined {
  const { span } = use;
  const callable = alternatives(callee).filter((one) => one.kind !== 'constant');
  const known = callable.some((one) => ['layer', 'instance', 'container'].includes(one.kind));
  if (!known) return undefined;
  const flows = callable.map((one) => {
    if (one.kind === 'layer' && one.call.fact.kind === 'identity') return unite(inputs);
    const made = applyTo(one, inputs, use, frame, tracer, depth + 1);
    const unknown = { kind: 'unknown', span } as const;
    return (made ?? addStep(tracer, unknown, inputs, frame.guards)).sources;
  });
  return { kind: 'tensor', sources: unite(flows) };
}

/** One call of a layer: where it stands and what it is given. */
interface Application {
  readonly span: Span;
  readonly args: readonly Arg[];
}

/** What a model passes on to its layers. */
function flagsOf({ args }: Application): readonly Arg[] {
  return args.filter((arg) => arg.position === 'keyword');
}

function applyLayer(
  layer: LayerValue,
  inputs: readonly (readonly Source[])[],
  { span, args }: Application,
  frame: Frame,
  tracer: Tracer,
): TensorValue {
  const { call } = layer;
  const { kind } = call.fact;
  const isInside = kind === 'input' && !inputs.flat().includes(INPUT);
  if (isInside) return { kind: 'tensor', sources: unite(inputs) };
  const part = { kind, call, span, value: layer, mode: modeSaid(call, args) };
  const made = addStep(tracer, part, inputs, frame.guards);
  const activation = activationStep(call);
  return activation ? addStep(tracer, activation, [made.sources], frame.guards) : made;
}

function spanOf(value: Value, otherwise: Span): Span {
  if (value.kind === 'layer') return value.call.span;
  if (value.kind === 'instance' || value.kind === 'container') return value.span;
  return otherwise;
}
