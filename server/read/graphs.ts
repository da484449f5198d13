import { frameworkTraits } from '../facts/frameworks';
import type { Framework } from '../model/fact';
import type { Entry, Model } from '../model/model';
import type { Expression, Statement } from '../model/syntax';
import type { Value } from '../model/value';
import { Bindings } from './bindings';
import { copyAttributes, moduleStatus, readAttributes } from './classes';
import { frameworkOfClass } from './inheritance';
import { entryParameter, finish, joinOutputs, traceFrame } from './models';
import type { Frame, FunctionEntry, Reading, Recorder } from './reading';
import { withinAllowance } from './reading';
import { execute } from './statements';
import { makeTracer, type TracedGraph, type Tracer } from './tracer';
import { walkExpression, walkStatements } from './walk-syntax';

/** Where a graph may be built: a function, or the module level. */
interface Place {
  readonly entry: FunctionEntry | undefined;
  readonly framework: Framework;
}

/**
 * The models that functions and the module level build by applying layers to symbolic tensors, in the frameworks
 * that have such graphs. A function that another graph applies to its tensors is part of that graph.
 */
export function graphModels(
  reading: Reading,
  recorder: Recorder,
  body: readonly Statement[],
): readonly Model[] {
  const entered = new Set<string>();
  const models: Model[] = [];
  for (const place of callersFirst(placesOf(reading, recorder))) {
    if (place.entry && entered.has(place.entry.name)) continue;
    const graph: TracedGraph = { models: [], entered: new Set() };
    const model = traceGraph(place, graph, body, reading);
    if (!model) continue;
    models.push(model);
    for (const name of graph.entered) entered.add(name);
  }
  return models;
}

/** The functions that apply layers or make symbolic tensors, but for the methods of modules, which are models anyway. */
function placesOf(reading: Reading, recorder: Recorder): readonly Place[] {
  const found = new Map<number, Framework>();
  for (const { callee, context } of recorder.uses) {
    const framework = frameworkApplied(callee, reading);
    if (framework && frameworkTraits[framework].buildsGraphs && !found.has(context.function)) {
      found.set(context.function, framework);
    }
  }
  for (const { fact, context } of recorder.calls) {
    if (fact.kind === 'input' && fact.form === 'function') {
      found.set(context.function, fact.framework);
    }
  }
  return [...found].flatMap(([index, framework]) => {
    const entry = reading.functions[index];
    const isModule = entry?.class && /^(yes|likely)$/.test(moduleStatus(entry.class, reading));
    return isModule && entry.statement.name !== '__init__' ? [] : [{ entry, framework }];
  });
}

function frameworkApplied(callee: Value, reading: Reading): Framework | undefined {
  if (callee.kind === 'layer') {
    const { kind, framework } = callee.call.fact;
    return kind === 'moduleBase' || kind === 'loss' || kind === 'input' ? undefined : framework;
  }
  const entry = callee.kind === 'instance' ? reading.classNamed.get(callee.class) : undefined;
  return entry && moduleStatus(entry, reading) === 'yes'
    ? frameworkOfClass(entry, reading)
    : undefined;
}

/** Functions that no other of the places mentions come first, so that what they apply is read as part of them. */
function callersFirst(places: readonly Place[]): readonly Place[] {
  const mentioned = new Set<string>();
  for (const { entry } of places) {
    walkStatements(entry?.statement.body ?? [], (expression) => {
      const isOther = expression.kind === 'name' || expression.kind === 'attribute';
      if (isOther && expression.name !== entry?.statement.name) mentioned.add(expression.name);
    });
  }
  const isCalled = ({ entry }: Place): boolean =>
    entry !== undefined && mentioned.has(entry.statement.name);
  return [...places.filter((one) => !isCalled(one)), ...places.filter(isCalled)];
}

function traceGraph(
  { entry, framework }: Place,
  graph: TracedGraph,
  body: readonly Statement[],
  reading: Reading,
): Model | undefined {
  const tracer = makeTracer(new Map(), graph);
  const { result: frame, enough } = withinAllowance(reading, 100_000, (budget) => {
    const traced = frameOf(entry, tracer, budget, reading);
    execute(entry?.statement.body ?? body, traced);
    return traced;
  });
  // Half a trace would end where the reading stopped, not where the data go.
  const isEmpty = tracer.steps.every(({ layer }) => tracer.layers[layer]?.kind === 'input');
  if (!enough || isEmpty) return undefined;
  const whole = entry?.statement.span ?? { start: 0, end: reading.document.text.length };
  return {
    name: entry?.statement.name ?? '',
    form: 'graph',
    framework,
    span: whole,
    target: graph.models.length === 1 ? graph.models[0]?.target : undefined,
    class: entry?.class?.index ?? -1,
    ...finish(tracer, entriesOf(frame, graph, entry)),
  };
}

/** The models made from the tensors, and what the function returns of them. */
function entriesOf(
  frame: Frame,
  graph: TracedGraph,
  entry: FunctionEntry | undefined,
): readonly Entry[] {
  const models = graph.models.map(({ span, target, outputs }) => {
    return { name: target ?? 'call', main: true, span, outputs };
  });
  const returned = joinOutputs(frame.returns);
  if (!entry || returned.length === 0) return models;
  const { name, nameSpan } = entry.statement;
  return [...models, { name, main: false, span: nameSpan, outputs: returned }];
}

function frameOf(
  entry: FunctionEntry | undefined,
  tracer: Tracer,
  budget: Frame['budget'],
  reading: Reading,
): Frame {
  if (!entry) return traceFrame(reading, tracer, { names: new Bindings(), budget });
  const tensors = appliedNames(entry, reading);
  const names = new Bindings(
    entry.statement.parameters.map((one) => [
      one.name,
      tensors.has(one.name)
        ? entryParameter(entry, one, reading)
        : ({ kind: 'parameter', name: one.name, owner: entry.name } as const),
    ]),
  );
  if (entry.selfName) names.set(entry.selfName, { kind: 'self' });
  return traceFrame(reading, tracer, {
    names,
    outer: entry.closure,
    function: entry,
    self: entry.class
      ? { class: entry.class, attributes: copyAttributes(readAttributes(entry.class, reading)) }
      : entry.closure?.self,
    stack: [entry],
    budget,
  });
}

/** The names that a function gives to layers, to functions of the file first of all, or binds to one of them. */
function appliedNames(entry: FunctionEntry, reading: Reading): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (expression: Expression | undefined): void => {
    if (expression) walkExpression(expression, (one) => one.kind === 'name' && names.add(one.name));
  };
  walkStatements(entry.statement.body, (expression) => {
    if (expression.kind !== 'call') return;
    const { callee, args } = expression;
    if (callee.kind === 'call') args.forEach((one) => !one.name && add(plainOperand(one.value)));
    if (callee.kind === 'name' && reading.functionNamed.has(callee.name)) {
      add(plainOperand(args[0]?.value));
    }
  });
  walkStatements(entry.statement.body, (expression, statement) => {
    const isBound = statement.kind === 'assign' && statement.value === expression;
    if (!isBound || expression.kind !== 'name') return;
    if (statement.targets.some((one) => one.kind === 'name' && names.has(one.name)))
      add(expression);
  });
  return names;
}

/** A name, or a list of names. */
function plainOperand(expression: Expression | undefined): Expression | undefined {
  return expression?.kind === 'name' || expression?.kind === 'sequence' ? expression : undefined;
}
