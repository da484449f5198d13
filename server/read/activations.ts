import { frameworkTraits } from '../facts/frameworks';
import { lookup } from '../facts/lookup';
import type { ApiFact } from '../model/fact';
import type { Arg, Call } from '../model/model';
import type { Value } from '../model/value';
import { constantOf } from '../model/walks/constants';
import type { StepPart } from './tracer';

/** The layer that a call makes: an activation by its name, the layer inside a wrapper, or the row's own. */
export function layerOf(made: Call): Value {
  const { fact } = made;
  if (fact.kind === 'wrapper' && fact.wraps) return wrappedLayer(made);
  if (fact.kind !== 'activation' || !fact.activationArgument) return { kind: 'layer', call: made };
  const named = activationNamed(made, made.args[fact.activationArgument]);
  if (!named || named === 'none' || !('row' in named)) return { kind: 'layer', call: made };
  const { kind, activation, atZero, commutesWithDropout } = named.row;
  return {
    kind: 'layer',
    call: { ...made, fact: { ...fact, kind, activation, atZero, commutesWithDropout } },
  };
}

/** The step behind a layer that applies an activation to its own output; undefined for none. */
export function activationStep(call: Call): StepPart | undefined {
  const { fact } = call;
  const arg = fact.activationArgument ? call.args[fact.activationArgument] : undefined;
  if (!arg || fact.kind === 'activation') return undefined;
  const named = activationNamed(call, arg);
  if (named === 'none') return undefined;
  const { span } = arg;
  const part = { kind: 'activation', span, value: arg, inside: true, mode: 'none' } as const;
  if (!named) return { ...part, name: 'activation' };
  if ('layer' in named) return { ...part, kind: named.layer.fact.kind, call: named.layer };
  if (named.row.kind === 'identity') return undefined;
  const { name, text } = arg;
  return {
    ...part,
    call: {
      fact: named.row,
      written: arg.position === 'keyword' ? `${name}=${text}` : text,
      args: {},
      surplus: [],
      open: false,
      span,
      callee: span,
      context: call.context,
    },
  };
}

/** What an argument names: no activation, one of a row or of a layer; undefined where it is not known. */
function activationNamed(
  call: Call,
  arg: Arg | undefined,
): 'none' | { readonly row: ApiFact } | { readonly layer: Call } | undefined {
  if (!arg) return undefined;
  const { value } = arg;
  const name = constantOf(value);
  if (name === null) return 'none';
  if (value.kind === 'layer') return { layer: value.call };
  const { activations } = frameworkTraits[call.fact.framework];
  const row =
    typeof name === 'string'
      ? lookup(`${activations}.${name}`)
      : value.kind === 'global'
        ? lookup(value.name)
        : undefined;
  return row && /^(activation|identity)$/.test(row.kind) ? { row } : undefined;
}

/** `TimeDistributed(Dense(8))` is the Dense, over one more dimension. */
function wrappedLayer(made: Call): Value {
  const inner = made.args['layer']?.value;
  if (inner?.kind === 'instance') return inner;
  if (inner?.kind !== 'layer') return { kind: 'layer', call: made };
  const { call } = inner;
  return { kind: 'layer', call: { ...call, fact: wrapped(call.fact, made.fact.wraps) } };
}

function wrapped(fact: ApiFact, wraps: ApiFact['wraps']): ApiFact {
  // Both directions side by side are twice as wide, unless they are summed.
  if (wraps === 'directions') return { ...fact, outputWidth: undefined };
  if (wraps !== 'time steps') return fact;
  return {
    ...fact,
    inputRank: fact.inputRank && fact.inputRank + 1,
    outputRank: typeof fact.outputRank === 'number' ? fact.outputRank + 1 : fact.outputRank,
    rankWhen: undefined,
    sizes: undefined,
    outputLayout: undefined,
  };
}
