import type { CallNode, FlowNode, Routine } from '../flow';
import type { Call } from '../model';
import { blocksOf, callsIn } from './flow-calls';
import type { Mention, Observation, Summary, ThingFacts } from './modes-observations';
import { isOpen, noFacts } from './modes-observations';
import type { ModeState, Modes, Thing } from './modes-state';
import { joinStates } from './modes-join';
import { emptyState, modesOf, unique, uniteModes } from './modes-state';
import type { RoutineWalk, SharedWalk } from './modes-routine';
import type { Program } from './program';
import { isOwnFunction, isOwnPlace } from './program';
import { runBlock } from './modes-walk';

/** What the typestate walk of a file found. */
export interface ModeRuns {
  /** The code that was followed. */
  readonly program: Program;
  /** Every place where an object is run or exported, in the terms of every routine that decides its modes. */
  readonly observations: readonly Observation[];
  readonly mentions: readonly Mention[];
  readonly facts: ReadonlyMap<Thing, ThingFacts>;
  /** What callers in the file pass for the objects of a called function. */
  readonly passed: ReadonlyMap<Thing, ReadonlySet<Thing>>;
  /** Summaries of all functions and, under -1, of the module level. */
  readonly summaries: ReadonlyMap<number, Summary>;
  /** Functions that something in the file calls. */
  readonly called: ReadonlySet<number>;
}

/**
 * Follows the modes of all objects of a file through its functions, and through those of other files that they
 * call. Each function is walked once, in terms of its parameters; calls apply what was found. Cycles of calls
 * end in *unknown*.
 */
export function followModes(program: Program): ModeRuns {
  const routines = program.own.flatMap((index) => program.routineAt(index) ?? []);
  const calls = callsIn(routines.flatMap((one) => one.body));
  const shared: SharedWalk = {
    program,
    summaries: new Map(),
    running: new Set(),
    mentions: new Map(),
    facts: new Map(),
    passed: new Map(),
    budget: { left: 120_000, others: 150_000 },
    summaryOf: (routine) => summarise(routine, shared),
  };
  const mentions = routines.some((one) => hasMention(one.body));
  if (mentions || mattersIn(calls) || program.reachesOthers)
    for (const routine of routines) summarise(routine.function, shared);
  const complete = shared.budget.left > 0;
  const own = [...shared.summaries.values()].filter((one) => isOwnFunction(one.routine));
  const all = own.flatMap((one) => one.observations);
  return {
    program,
    observations: complete ? all : [],
    mentions: [...shared.mentions.values()].filter(({ node }) => isOwnPlace(node.span)),
    facts: shared.facts,
    passed: shared.passed,
    summaries: shared.summaries,
    called: calledIn(calls),
  };
}

/** Whether a text names anything that `followModes` looks for; else its traces need not be made. */
export function concernsModes(text: string, calls: readonly Call[]): boolean {
  return NAMES_OF_MODES.test(text) || calls.some(({ fact }) => fact.kind === 'export');
}

const NAMES_OF_MODES =
  /no_grad|inference_mode|set_grad_enabled|requires_grad_|backward|load_state_dict|\.\s*(eval|train)\b/;

/** What is known of the objects of an observation. */
export function factsAt(
  runs: ModeRuns,
  place: { readonly things: readonly Thing[] },
): readonly ThingFacts[] {
  const things = new Set(place.things);
  for (const thing of things) {
    if (things.size < 30) runs.passed.get(thing)?.forEach((one) => things.add(one));
  }
  return [...things]
    .filter((thing) => !runs.passed.has(thing))
    .map((thing) => ({ ...(runs.facts.get(thing) ?? noFacts()) }));
}

/** Whether what is only assumed to be in training mode is used as a module: it was made from an imported class. */
export function isAssumedRightly(runs: ModeRuns, modes: Modes): boolean {
  return modes.every(
    ({ cause }) =>
      cause?.kind !== 'assumed' || runs.facts.get(`new@${cause.span.start}`)?.isModule === true,
  );
}

/** Whether an observation is told in final terms: nobody in the file decides more about its modes. */
export function isFinal(runs: ModeRuns, observation: Observation): boolean {
  return !isOpen(observation.modes) || !runs.called.has(observation.routine);
}

function summarise(index: number, shared: SharedWalk): Summary | undefined {
  const known = shared.summaries.get(index);
  if (known || shared.running.has(index)) return known;
  const routine = shared.program.routineAt(index);
  if (!routine) return undefined;
  shared.running.add(index);
  const summary = isOwnFunction(index)
    ? walkRoutine(routine, shared)
    : walkWithin(shared, () => walkRoutine(routine, shared));
  shared.running.delete(index);
  if (summary) shared.summaries.set(index, summary);
  return summary;
}

/** Work on another file's function has its own bounds, so that it never costs the file its own findings. */
function walkWithin(shared: SharedWalk, walk: () => Summary): Summary | undefined {
  const { budget } = shared;
  const own = budget.left;
  const given = Math.min(own, 15_000, budget.others);
  budget.left = given;
  const summary = walk();
  const spent = given - Math.max(0, budget.left);
  const isWhole = budget.left > 0;
  budget.left = own;
  budget.others -= spent;
  return isWhole ? summary : undefined;
}

function walkRoutine(routine: Routine, shared: SharedWalk): Summary {
  const walk: RoutineWalk = {
    shared,
    routine,
    observations: new Map(),
    exits: [],
    yields: [],
    managers: new Map(),
    passed: new Map(),
    loops: [],
    branches: [],
    cleanups: [],
    pending: [],
    backward: false,
  };
  const state = emptyState(routine.function);
  for (const { name } of shared.program.functionAt(routine.function)?.parameters ?? []) {
    const thing = `${routine.function}:${name}`;
    state.names.set(thing, [thing]);
  }
  runBlock(routine.body, walk, state);
  const ends = [...walk.exits.map((one) => one.state), state].filter((one) => !one.dead);
  const end = ends.length > 0 ? ends.reduce(joinStates) : undefined;
  return describe(walk, end);
}

function describe(walk: RoutineWalk, end: ModeState | undefined): Summary {
  const { routine } = walk;
  const local = new RegExp(`^${routine.function}:`);
  const parameters = new Set(
    walk.shared.program
      .functionAt(routine.function)
      ?.parameters.map((one) => `${routine.function}:${one.name}`),
  );
  const isSeen = (key: string): boolean =>
    !local.test(key) || parameters.has(/^-?\d+:\w+/.exec(key)?.[0] ?? '');
  const [first] = walk.yields;
  const [result] = walk.exits;
  const single = walk.exits.length === 1 ? (result?.items ?? []) : [];
  return {
    routine: routine.function,
    effects: effectsOf(end, isSeen),
    enter: effectsOf(walk.yields.length === 1 ? first : undefined, isSeen),
    held: new Map([...(end?.held ?? [])].filter(([key]) => isSeen(key))),
    names: new Map([...(end?.names ?? [])].filter(([key]) => !local.test(key))),
    returns: unique(walk.exits.flatMap((one) => one.things)),
    items: single,
    observations: [...walk.observations.values()],
    backward: walk.backward,
  };
}

function effectsOf(
  state: ModeState | undefined,
  isSeen: (thing: Thing) => boolean,
): ReadonlyMap<Thing, Modes> {
  const effects = new Map<Thing, Modes>();
  for (const thing of state?.modes.keys() ?? []) {
    if (!state || !isSeen(thing)) continue;
    const modes = uniteModes([], modesOf(state, thing));
    const untouched = modes.every((one) => one.mode === 'entry' && one.thing === thing);
    if (!untouched) effects.set(thing, modes);
  }
  return effects;
}

/** Whether anything in the file may be run in a wrong mode at all. */
function mattersIn(calls: readonly CallNode[]): boolean {
  return calls.some(
    ({ action, withoutGradient }) =>
      withoutGradient ||
      /^(mode|backward|export|load|freeze)$/.test(action.kind) ||
      (action.kind === 'copy' && action.to !== undefined) ||
      (action.kind === 'own' && action.differentiated === true),
  );
}

function hasMention(nodes: readonly FlowNode[]): boolean {
  return nodes.some((node) => node.kind === 'mention' || hasMention(blocksOf(node)));
}

function calledIn(calls: readonly CallNode[]): ReadonlySet<number> {
  const called = new Set<number>();
  for (const { action } of calls) {
    if (action.kind === 'own') called.add(action.function);
    if (action.kind === 'make' && action.initializer !== undefined) called.add(action.initializer);
  }
  return called;
}
