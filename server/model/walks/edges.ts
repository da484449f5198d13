import type { Call, Layer, Model } from '../model';
import type { ClassSummary, EdgeLayer } from '../summary';
import { rateOf } from './dropout';
import { lastOf, placedSteps, SHAPE_ONLY, wayBack, type Placed } from './steps';

/** What the forward pass of a module begins and ends with, where that is certain. */
export function edgesOf(model: Model | undefined): Pick<ClassSummary, 'first' | 'last'> {
  const forward = model?.entries.find((entry) => entry.main);
  if (!model || !forward) return {};
  const [flow, ...others] = forward.outputs;
  const last =
    flow?.length === 1 && others.length === 0 ? wayBack(model, flow, SHAPE_ONLY) : undefined;
  const first = firstOf(model);
  return {
    ...(first && { first: describe(first) }),
    ...(last && isUnguarded(last.producer) && { last: describe(last.producer) }),
  };
}

/** The only step that takes what is given to the forward pass, if it does so on every path. */
function firstOf(model: Model): Placed | undefined {
  const takers = placedSteps(model).filter(({ step }) =>
    step.inputs.some((flow) => flow.some((source) => source < 0)),
  );
  const [only, ...others] = takers;
  const [main] = only?.step.inputs ?? [];
  const isCertain = main?.length === 1 && others.length === 0 && lastOf(model, main) === undefined;
  return only && isCertain && isUnguarded(only) ? only : undefined;
}

function isUnguarded({ step, layer }: Placed): boolean {
  return step.guards.length === 0 && (layer.call?.context.guards ?? []).length === 0;
}

function describe({ layer, step }: Placed): EdgeLayer {
  const { call } = layer;
  return {
    layer: kindOf(layer, step.mode),
    ...(layer.kind === 'activation' && { activation: true as const }),
    ...(call && describeCall(call)),
    written: call?.written ?? layer.name,
    span: step.span,
    class: layer.class ?? layer.imported,
  };
}

function kindOf({ call }: Layer, mode: string): EdgeLayer['layer'] {
  if (call?.fact.kind === 'dropout' && mode === 'module') return 'dropout';
  const learns = call?.fact.kind === 'batchNorm' && call.args['track_running_stats'] === undefined;
  return learns && call.fact.form === 'module' && !call.open ? 'batchNorm' : 'other';
}

function describeCall(call: Call): Pick<EdgeLayer, 'variant' | 'rate' | 'likely'> {
  const rate = rateOf(call);
  return {
    variant: call.fact.variant,
    rate: rate?.certain ?? rate?.likely,
    ...(rate?.certain === undefined && { likely: true as const }),
  };
}
