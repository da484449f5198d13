import type { ApiFact } from '../fact';
import type { CallNode, Holding, LoopNode, MentionNode } from '../flow';
import type { Span } from '../span';
import type { Modes, Thing } from './modes-state';

/** One place where an object is run or exported, with the modes it may be in there. */
export interface Observation {
  readonly kind: 'forward' | 'export';
  readonly node: CallNode;
  /** The function that the call stands in; -1 for the module level. */
  readonly function: number;
  /** The function in whose terms `things` and `modes` are told. */
  readonly routine: number;
  readonly things: readonly Thing[];
  /** Calls of own functions from the routine to the place, outermost first. */
  readonly via: readonly Span[];
  /** What the file itself passes as the object to the function of another file that runs it, as written. */
  readonly given?: string;
  /** Loops around the place, and around the calls that lead to it, outermost first. */
  readonly loops: readonly LoopNode[];
  readonly modes: Modes;
  /** What is known to be inside, with its modes. */
  readonly inside: readonly { readonly thing: Thing; readonly modes: Modes }[];
  /** Whether a backward pass follows in the same round. */
  trained: 'always' | 'sometimes' | 'never';
  readonly withoutGradient: boolean;
  /** Conditions around it inside its function, by the offset of their statement. */
  readonly branches: readonly number[];
  /** A decorator that was not understood stands in between. */
  readonly decorated: boolean;
}

/** A place where `eval` or `train` of an object is named and not called. */
export interface Mention {
  readonly node: MentionNode;
  readonly things: readonly Thing[];
}

/** What is known about an object wherever it goes. */
export interface ThingFacts {
  /** Class of the program that it is an instance of. */
  class?: string;
  /** Row of the knowledge base that made it. */
  fact?: ApiFact;
  holding?: Holding;
  /** It is used as only modules are: has parameters, a state dict, modes. */
  isModule: boolean;
  /** An optimiser was given its parameters. */
  optimized: boolean;
  frozen: boolean;
  loaded: boolean;
  adapted: boolean;
}

/** What a call of a function does, told in terms of its parameters. */
export interface Summary {
  readonly routine: number;
  readonly effects: ReadonlyMap<Thing, Modes>;
  /** For a context manager: what is so inside the `with`. */
  readonly enter: ReadonlyMap<Thing, Modes>;
  readonly held: ReadonlyMap<string, readonly Thing[]>;
  readonly names: ReadonlyMap<string, readonly Thing[]>;
  readonly returns: readonly Thing[];
  readonly items: readonly (readonly Thing[])[];
  readonly observations: readonly Observation[];
  /** Runs a backward pass of something that was computed before the call. */
  readonly backward: boolean;
}

export function noFacts(): ThingFacts {
  return { isModule: false, optimized: false, frozen: false, loaded: false, adapted: false };
}

/** Adds what is known of one object under one name to what is known under another. */
export function mergeFacts(to: ThingFacts, from: ThingFacts): void {
  to.class ??= from.class;
  to.fact ??= from.fact;
  to.holding ??= from.holding;
  to.isModule ||= from.isModule;
  to.optimized ||= from.optimized;
  to.frozen ||= from.frozen;
  to.loaded ||= from.loaded;
  to.adapted ||= from.adapted;
}

/** Whether the modes depend on what the caller passes. */
export function isOpen(modes: Modes): boolean {
  return modes.some((one) => one.mode === 'entry');
}
