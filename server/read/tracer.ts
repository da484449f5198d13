import type { Call, Gap, Guard, Layer, Mode } from '../model/model';
import type { LayerKind } from '../model/fact';
import type { Span } from '../model/span';
import type { Source, TensorValue, Value } from '../model/value';
import { INPUT, UNREAD } from '../model/value';

/** Builds the steps of one model while its methods are evaluated. */
export interface Tracer {
  readonly layers: TracedLayer[];
  readonly steps: TracedStep[];
  readonly gaps: Gap[];
  /** Sources that are joins: the heads of loops. Source `JOIN - n` stands for the n-th set. */
  readonly joins: Source[][];
  readonly layerOf: Map<object, number>;
  /** Names of layers by the value that holds them. */
  readonly names: Map<object, string>;
  /** What a graph of symbolic tensors gives besides its steps; undefined where the methods of a class are traced. */
  readonly graph?: TracedGraph;
}

/** The models that are made from tensors of a graph, and the functions that were read through on the way. */
export interface TracedGraph {
  readonly models: {
    readonly span: Span;
    /** The name or attribute it is assigned to. */
    readonly target?: string;
    readonly outputs: readonly (readonly Source[])[];
  }[];
  readonly entered: Set<string>;
}

interface TracedLayer extends Layer {
  readonly value?: object;
}

interface TracedStep {
  readonly layer: number;
  inputs: readonly (readonly Source[])[];
  readonly mode: Mode;
  readonly guards: readonly Guard[];
  readonly span: Span;
}

/** What a step is made from. */
export interface StepPart {
  readonly kind: LayerKind;
  readonly span: Span;
  readonly call?: Call;
  readonly class?: string;
  readonly imported?: string;
  readonly name?: string;
  readonly many?: boolean;
  readonly inside?: boolean;
  /** Identity of the layer: uses of one value are uses of one layer. */
  readonly value?: object;
  readonly mode?: Mode;
}

const JOIN = -10;

export function makeTracer(names: Map<object, string>, graph?: TracedGraph): Tracer {
  return { layers: [], steps: [], gaps: [], joins: [], layerOf: new Map(), names, graph };
}

/** Registers a layer once; a value that was seen keeps its index. */
export function layerIndex(tracer: Tracer, part: StepPart): number {
  const known = part.value && tracer.layerOf.get(part.value);
  if (known !== undefined) return known;
  const index = tracer.layers.length;
  tracer.layers.push({
    name: (part.value && tracer.names.get(part.value)) ?? part.name ?? '',
    kind: part.kind,
    call: part.call,
    class: part.class,
    imported: part.imported,
    span: part.call?.span ?? part.span,
    many: part.many ?? false,
    ...(part.inside && { inside: true }),
    value: part.value,
  });
  if (part.value) tracer.layerOf.set(part.value, index);
  return index;
}

/** Adds a use of a layer and gives the tensor that it makes. */
export function addStep(
  tracer: Tracer,
  part: StepPart,
  inputs: readonly (readonly Source[])[],
  guards: readonly Guard[],
): TensorValue {
  const layer = layerIndex(tracer, part);
  const step = tracer.steps.length;
  tracer.steps.push({ layer, inputs, mode: part.mode ?? 'none', guards, span: part.span });
  return { kind: 'tensor', sources: [step] };
}

/** The flow of a value: where a tensor comes from; undefined for what is no tensor. */
export function flowOf(value: Value): readonly Source[] | undefined {
  if (value.kind === 'tensor') return value.sources;
  if (value.kind === 'choice') {
    const flows = value.options.map(flowOf);
    if (flows.every((flow) => flow === undefined)) return undefined;
    return unite(flows.map((flow, index) => flow ?? flowOfOther(value.options[index]!)));
  }
  return undefined;
}

/** The qualified name of something imported whose call made a value. */
export function importedMaker(value: Value): string | undefined {
  const isMade =
    value.kind === 'call' && value.fact === undefined && value.callee.kind === 'global';
  return isMade && value.callee.kind === 'global' ? value.callee.name : undefined;
}

/** All flows inside a value, for calls that take lists of tensors. */
export function flowsWithin(value: Value): readonly (readonly Source[])[] {
  const flow = flowOf(value);
  if (flow) return [flow];
  if (value.kind === 'container') return value.items.flatMap((item) => flowsWithin(item.value));
  return [];
}

/** A new join that further sources can be added to, as one source. */
export function openJoin(tracer: Tracer, sources: readonly Source[]): Source {
  tracer.joins.push([...sources]);
  return JOIN - (tracer.joins.length - 1);
}

/** Adds sources to a join. */
export function extendJoin(tracer: Tracer, join: Source, sources: readonly Source[]): void {
  tracer.joins[JOIN - join]?.push(...sources);
}

/** Replaces joins by what they stand for, through joins of joins. */
export function resolveSources(tracer: Tracer, sources: readonly Source[]): readonly Source[] {
  const resolved = new Set<Source>();
  const seen = new Set<Source>();
  const pending = [...sources];
  for (let source = pending.pop(); source !== undefined; source = pending.pop()) {
    if (source > JOIN) resolved.add(source);
    else if (!seen.has(source)) {
      seen.add(source);
      pending.push(...(tracer.joins[JOIN - source] ?? [UNREAD]));
    }
  }
  return [...resolved].sort((one, other) => one - other);
}

export function unite(flows: readonly (readonly Source[])[]): readonly Source[] {
  return [...new Set(flows.flat())];
}

/** The tensor that an argument of an entry method is. */
export function inputTensor(parameter: string): TensorValue {
  return { kind: 'tensor', sources: [INPUT], parameter };
}

function flowOfOther(value: Value): readonly Source[] {
  return value.kind === 'constant' ? [] : [UNREAD];
}
