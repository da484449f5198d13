import type { Call, Flow, Model } from '../model';
import { constantOf } from './constants';
import { lastOf, type Placed } from './steps';

/** What is known about the dimensions of a tensor, batch included. */
export interface Shape {
  readonly rank: number;
  readonly layout: 'channels first' | 'channels last' | 'sequence first' | undefined;
  /** The step that decides it. */
  readonly source: Placed;
}

/** The shape of the tensor that a flow carries, as far as the layers before it fix it. */
export function shapeOf(model: Model, flow: Flow | undefined): Shape | undefined {
  let layout: Shape['layout'];
  let isTurned = false;
  let source = flow && lastOf(model, flow);
  for (let left = 40; source && left > 0; left--) {
    const { call } = source.layer;
    if (!call || call.fact.kind === 'attention') return undefined;
    isTurned ||= turnsAxes(call);
    if (!isTurned) layout ??= call.fact.outputLayout;
    const rank = outputRank(call);
    if (typeof rank === 'number') return { rank, layout: isTurned ? undefined : layout, source };
    if (rank === undefined) return undefined;
    const [main] = source.step.inputs;
    source = main && lastOf(model, main);
  }
  return undefined;
}

function outputRank(call: Call): number | 'same' | undefined {
  const name = lastName(call);
  if (/^flatten$/i.test(name)) return rankOfFlattened(call);
  if (/^(view|reshape)$/.test(name)) return rankOfView(call);
  // Tokens come as (batch, length) or, rarely, one by one.
  if (name === 'Embedding') return 3;
  return rankBySizes(call) ?? rankByArgument(call);
}

/** `Input(shape=(28, 28, 1))` lists the sizes without the batch. */
function rankBySizes({ fact, args, open }: Call): number | undefined {
  const sizes = fact.sizes === undefined || open ? undefined : args[fact.sizes]?.value;
  return sizes?.kind === 'container' && sizes.complete ? sizes.items.length + 1 : undefined;
}

/** `return_sequences=True` keeps the steps. */
function rankByArgument({ fact, args, open }: Call): ReturnType<typeof outputRank> {
  const { rankWhen, outputRank: plain } = fact;
  if (!rankWhen) return plain;
  const arg = args[rankWhen.argument];
  if (!arg) return open ? undefined : plain;
  if (typeof arg.constant !== 'boolean') return undefined;
  return arg.constant ? rankWhen.outputRank : plain;
}

/** `flatten(x, 1)` leaves two dimensions. */
function rankOfFlattened(call: Call): number | undefined {
  const [start, end] = ['start_dim', 'end_dim'].map((name) => {
    const fallback = call.fact.args.find((one) => one.name === name)?.default;
    return call.args[name] ? call.args[name].constant : fallback;
  });
  return typeof start === 'number' && start >= 0 && end === -1 ? start + 1 : undefined;
}

/** `x.view(n, -1)` and `x.reshape((n, -1))` say how many dimensions they make. */
function rankOfView(call: Call): number | undefined {
  const sizes = [call.args['size'] ?? call.args['shape'], ...call.surplus];
  const [only, ...others] = sizes.flatMap((size) => size ?? []);
  if (!only || call.open || sizes.some((size) => size?.position === 'keyword')) return undefined;
  if (others.length > 0) return 1 + others.length;
  const { value } = only;
  if (value.kind === 'container') return value.complete ? value.items.length : undefined;
  return typeof constantOf(value) === 'number' ? 1 : undefined;
}

/** Puts the axes into another order, so that the layout of its source says nothing any more. */
function turnsAxes(call: Call): boolean {
  return /^(transpose|permute|swapaxes|movedim|t|chunk|split)$/.test(lastName(call));
}

function lastName(call: Call): string {
  return call.fact.names[0]?.split('.').pop() ?? '';
}
