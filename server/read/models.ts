import { frameworkTraits } from '../facts/frameworks';
import type { Entry, Flow, Model } from '../model/model';
import type { ContainerValue, Source, Value } from '../model/value';
import { INPUT, UNREAD } from '../model/value';
import { applySequential } from './apply';
import { Bindings } from './bindings';
import { methodsOf, moduleStatus, readAttributes } from './classes';
import { applySelf, parameterValue } from './functions';
import { buildersOf, forwardName, frameworkOfClass } from './inheritance';
import type { ClassEntry, Frame, FunctionEntry, Reading, Recorder } from './reading';
import { childFrame, SEQUENTIAL_ITEMS, withinAllowance } from './reading';
import { execute } from './statements';
import type { Tracer } from './tracer';
import {
  flowOf,
  flowsWithin,
  inputTensor,
  layerIndex,
  makeTracer,
  resolveSources,
  unite,
} from './tracer';
import { alternatives } from './values';
import { walkStatements } from './walk-syntax';

/** The models of a file: its module classes, and every Sequential on its own. */
export function buildModels(reading: Reading, recorder: Recorder): readonly Model[] {
  const classes = reading.classes
    .filter((entry) => /^(yes|likely)$/.test(moduleStatus(entry, reading)))
    .map((entry) => classModel(entry, reading));
  const sequentials = recorder.sequentials.flatMap(({ value, framework, target, class: owner }) =>
    value.kind === 'container'
      ? [sequentialModel(value, { framework, target, owner }, reading)]
      : [],
  );
  return [...classes, ...sequentials];
}

function classModel(entry: ClassEntry, reading: Reading): Model {
  const attributes = readAttributes(entry, reading);
  const tracer = makeTracer(namesOfLayers(attributes));
  for (const value of attributes.values()) registerLayers(value, tracer);
  const entries: Entry[] = [];
  for (const method of entryMethods(entry, reading)) {
    const traced = traceMethod(method, entry, attributes, tracer, reading);
    if (traced) entries.push(traced);
  }
  if (entries.length === 0 && attributes.has(SEQUENTIAL_ITEMS)) {
    const frame = traceFrame(reading, tracer, {});
    const made = applySelf(attributes, [], frame);
    const outputs = [(made && flowOf(made)) ?? [UNREAD]];
    replaceUnreadByInput(tracer);
    const name = forwardName(entry, reading);
    entries.push({ name, main: true, span: entry.statement.nameSpan, outputs });
  }
  return {
    name: entry.name,
    form: 'class',
    framework: frameworkOfClass(entry, reading),
    span: entry.statement.span,
    class: entry.index,
    ...finish(tracer, entries),
  };
}

function sequentialModel(
  container: ContainerValue,
  { framework, target, owner }: Pick<Model, 'framework' | 'target'> & { readonly owner: number },
  reading: Reading,
): Model {
  const names = new Map<object, string>();
  nameLayers(container, target?.replace(/^self\./, '') ?? '', names);
  const tracer = makeTracer(names);
  const frame = traceFrame(reading, tracer, {});
  const made = applySequential(container, [[INPUT]], frame, tracer, 0);
  const name = frameworkTraits[framework].forward;
  const entries = [{ name, main: true, span: container.span, outputs: [made.sources] }];
  return {
    name: target ?? 'Sequential',
    form: 'sequential',
    framework,
    span: container.span,
    target,
    class: owner,
    ...finish(tracer, entries),
  };
}

/** Replaces joins by their sources and drops what only the tracer needs. */
export function finish(
  tracer: Tracer,
  entries: readonly Entry[],
): Pick<Model, 'layers' | 'steps' | 'entries' | 'gaps'> {
  const resolve = (flow: readonly Source[]): Flow => resolveSources(tracer, flow);
  const gaps = tracer.steps
    .filter((step) => tracer.layers[step.layer]?.kind === 'unknown')
    .map((step) => ({ span: step.span, reason: 'This call could not be followed.' }));
  return {
    layers: tracer.layers.map(({ value: _, ...layer }) => layer),
    steps: tracer.steps.map((step) => ({ ...step, inputs: step.inputs.map(resolve) })),
    entries: entries.map((entry) => ({ ...entry, outputs: entry.outputs.map(resolve) })),
    gaps: [...tracer.gaps, ...gaps],
  };
}

/** The methods from which data enters: the forward pass, and others that no method of the class calls. */
function entryMethods(entry: ClassEntry, reading: Reading): readonly FunctionEntry[] {
  const methods = methodsOf(entry, reading);
  const main = forwardName(entry, reading);
  const { housekeeping = [] } = frameworkTraits[frameworkOfClass(entry, reading)];
  const called = new Set<string>();
  for (const method of methods) {
    walkStatements(method.statement.body, (expression) => {
      if (expression.kind !== 'attribute' || expression.object.kind !== 'name') return;
      if (expression.object.name === method.selfName && expression.name !== method.statement.name) {
        called.add(expression.name);
      }
    });
  }
  const builders = buildersOf(entry, reading);
  const isEntry = ({ statement: { name }, selfName }: FunctionEntry): boolean =>
    selfName !== undefined &&
    !builders.includes(name) &&
    (name === main ||
      name === '__call__' ||
      !(called.has(name) || name.startsWith('__') || isHousekeeping(name)));
  const isHousekeeping = (name: string): boolean =>
    HOUSEKEEPING.test(name) || housekeeping.includes(name);
  const first = methods.filter((method) => method.statement.name === main);
  return [...first, ...methods.filter((method) => !first.includes(method) && isEntry(method))];
}

/** Methods that are about weights, modes and settings; no data goes through them. */
const HOUSEKEEPING =
  /^_?(load|save|init|reset|set|get_config|state_dict|from_|to_dict|extra_repr|train$|eval$|freeze|unfreeze|configure|export|remove_weight)/;

function traceMethod(
  method: FunctionEntry,
  entry: ClassEntry,
  attributes: ReadonlyMap<string, Value>,
  tracer: Tracer,
  reading: Reading,
): Entry | undefined {
  const names = new Bindings(
    method.statement.parameters.map((one) => [one.name, entryParameter(method, one, reading)]),
  );
  if (method.selfName) names.set(method.selfName, { kind: 'self' });
  const before = tracer.steps.length;
  const { result: frame, enough } = withinAllowance(reading, 40_000, (budget) => {
    const traced = traceFrame(reading, tracer, {
      names,
      outer: method.closure,
      function: method,
      self: { class: entry, attributes: new Bindings(attributes) },
      stack: [method],
      budget,
    });
    execute(method.statement.body, traced);
    return traced;
  });
  if (!enough) {
    // Half a trace would end where the reading stopped, not where the data go.
    tracer.steps.length = before;
    return undefined;
  }
  const main = method.statement.name === forwardName(entry, reading);
  if (!main && tracer.steps.length === before) return undefined;
  const outputs = joinOutputs(frame.returns);
  return { name: method.statement.name, main, span: method.statement.nameSpan, outputs };
}

/** What enters an entry method: a tensor, unless name, default or annotation say that it is a flag or a number. */
export function entryParameter(
  method: FunctionEntry,
  parameter: FunctionEntry['statement']['parameters'][number],
  reading: Reading,
): Value {
  const value = parameterValue(method, parameter, reading.module);
  if (value.kind !== 'parameter') return value;
  const fallback = value.default;
  const isPlain = fallback?.kind === 'constant' && fallback.value !== null;
  const isAnnotated = /^(bool|int|float|str|Optional\[(bool|int|float|str)\])$/.test(
    value.annotation ?? '',
  );
  const isFlag =
    /^(is_|return_|use_|output_|need_)|^(train|training|deterministic|mode|verbose)$/.test(
      value.name,
    );
  return isPlain || isAnnotated || isFlag || isKey(method, parameter.name, reading)
    ? value
    : inputTensor(parameter.name);
}

/** A key of random numbers; beside a query, `key` is a tensor. */
function isKey(method: FunctionEntry, name: string, reading: Reading): boolean {
  const owner = method.class;
  const withKeys = owner && frameworkTraits[frameworkOfClass(owner, reading)].keys;
  if (!withKeys || !/(^|_)(keys?|rngs?|prng|rng_key|key_rng)$/.test(name)) return false;
  return !method.statement.parameters.some((one) => /^(q|query|queries)/.test(one.name));
}

/** A frame in which steps are traced and nothing is recorded. */
export function traceFrame(reading: Reading, tracer: Tracer, part: Partial<Frame>): Frame {
  return childFrame(reading.module, {
    recorder: undefined,
    tracer,
    guards: [],
    branches: 0,
    loops: 0,
    loopStart: 0,
    depth: 1,
    budget: { left: 40_000 },
    ...part,
  });
}

/** One flow per returned tensor; returns of the same arity are joined place by place. */
export function joinOutputs(returns: readonly Value[]): readonly Flow[] {
  const each = returns
    .flatMap(alternatives)
    .map(flowsWithin)
    .filter((flows) => flows.length > 0);
  const [first] = each;
  if (!first) return [];
  if (each.every((flows) => flows.length === first.length)) {
    return first.map((_, index) => unite(each.map((flows) => flows[index] ?? [])));
  }
  return each.flat();
}

function namesOfLayers(attributes: ReadonlyMap<string, Value>): Map<object, string> {
  const names = new Map<object, string>();
  for (const [name, value] of attributes) {
    nameLayers(value, name === SEQUENTIAL_ITEMS ? '' : name, names);
  }
  return names;
}

function nameLayers(value: Value, name: string, names: Map<object, string>): void {
  if (names.has(value)) return;
  names.set(value, name);
  if (value.kind === 'choice') value.options.forEach((option) => nameLayers(option, name, names));
  if (value.kind !== 'container') return;
  value.items.forEach((item, index) => {
    nameLayers(item.value, [name, item.key ?? String(index)].filter(Boolean).join('.'), names);
  });
}

/** A container may hold itself; nothing real is nested deeper than this. */
const DEEPEST = 12;

/** Layers count although no method that can be read applies them. */
function registerLayers(value: Value, tracer: Tracer, depth = 0): void {
  if (depth > DEEPEST) return;
  for (const one of alternatives(value)) {
    if (one.kind === 'layer') {
      const { call } = one;
      layerIndex(tracer, { kind: call.fact.kind, span: call.span, call, value: one });
    } else if (one.kind === 'instance') {
      layerIndex(tracer, { kind: 'module', span: one.span, class: one.class, value: one });
    } else if (one.kind === 'container' && tracer.layers.length < 500) {
      one.items.forEach((item) => registerLayers(item.value, tracer, depth + 1));
    }
  }
}

function replaceUnreadByInput(tracer: Tracer): void {
  for (const step of tracer.steps) {
    step.inputs = step.inputs.map((flow) => flow.map((one) => (one === UNREAD ? INPUT : one)));
  }
}
