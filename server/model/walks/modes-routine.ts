import type { LoopNode, Routine } from '../flow';
import type { Translation } from './modes-apply';
import type { Mention, Observation, Summary, ThingFacts } from './modes-observations';
import { noFacts } from './modes-observations';
import type { ModeState, Thing } from './modes-state';
import type { Program } from './program';

/** What the walks of all routines of a program share. */
export interface SharedWalk {
  readonly program: Program;
  readonly summaries: Map<number, Summary>;
  readonly running: Set<number>;
  readonly facts: Map<Thing, ThingFacts>;
  /** What callers pass for the objects of a called function. */
  readonly passed: Map<Thing, Set<Thing>>;
  readonly mentions: Map<number, Mention>;
  /** Steps left, and those of them that other files may take. */
  readonly budget: { left: number; others: number };
  readonly summaryOf: (routine: number) => Summary | undefined;
}

/** The walk of one routine. */
export interface RoutineWalk {
  readonly shared: SharedWalk;
  readonly routine: Routine;
  readonly observations: Map<string, Observation>;
  readonly exits: {
    readonly state: ModeState;
    readonly things: readonly Thing[];
    readonly items: readonly (readonly Thing[])[];
  }[];
  readonly yields: ModeState[];
  readonly managers: Map<number, Translation>;
  /** What constructors were given, by call. */
  readonly passed: Map<number, readonly Thing[]>;
  loops: readonly LoopFrame[];
  branches: readonly number[];
  /** What `finally` and the end of a `with` do on every way out, outermost first. */
  cleanups: readonly ((state: ModeState) => void)[];
  /** Forward passes that a backward pass may still follow. */
  pending: Observation[];
  backward: boolean;
}

/** A loop that is being run. */
export interface LoopFrame {
  readonly node: LoopNode;
  readonly breaks: ModeState[];
  readonly continues: ModeState[];
}

/** What is known of an object, to be added to. */
export function factsOf(shared: SharedWalk, thing: Thing): ThingFacts {
  let facts = shared.facts.get(thing);
  if (!facts) shared.facts.set(thing, (facts = noFacts()));
  return facts;
}

/** Keeps an observation; a later round of the same place replaces what an earlier one saw. */
export function noteObservation(one: Observation, walk: RoutineWalk): void {
  const key = `${one.kind}${one.node.id}/${one.via.map((span) => span.start).join()}`;
  const before = walk.observations.get(key);
  const kept = {
    ...one,
    trained: before && before.trained !== 'never' ? before.trained : one.trained,
  };
  walk.observations.set(key, kept);
  if (kept.kind === 'forward' && !kept.withoutGradient) walk.pending.push(kept);
}

/** A backward pass: the forward passes before it in the same round were training. */
export function markTrained(walk: RoutineWalk): void {
  const loops = walk.loops.map((one) => one.node);
  if (walk.pending.length === 0) walk.backward = true;
  for (const one of walk.pending) {
    const here = one.loops.slice(0, loops.length);
    if (here.length < loops.length || here.some((loop, index) => loop !== loops[index])) continue;
    const always = walk.branches.every((branch) => one.branches.includes(branch));
    if (one.trained !== 'always') one.trained = always ? 'always' : 'sometimes';
  }
}
