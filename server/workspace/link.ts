import type { CallNode, Holding, Routine } from '../model/flow';
import type { Span } from '../model/span';
import type { ClassSummary, FileSummary, FunctionSummary, PlacedClass } from '../model/summary';
import { encloses } from '../model/span';
import { methodIn, REACH, type Program } from '../model/walks/program';
import { linkCall, type CallLinking } from './calls';
import { classIn, linkClass, linkHolding, slotOfClass, type ClassLinking } from './classes';
import { findName, type Found, type Lookup } from './names';
import { functionIn, relocateRoutine, slotOfFunction, spanIn, type Slot } from './relocate';

/** What a program needs of the workspace. */
export interface LinkSource extends Lookup {
  /** Classes of other files that derive from a class, by where they stand. */
  heirsOf(uri: string, className: string): readonly PlacedClass[];
}

/** Other files take part up to this number: more of them are as good as unknown. */
const MOST_FILES = 400;

/**
 * Joins a file with the others that its calls and classes lead to. Nothing is read before it is asked for,
 * save the calls of the file itself, which decide what else there is to follow.
 */
export function linkProgram(own: FileSummary, source: LinkSource): Program {
  return new Linked(own, source);
}

/** The lifetime of one linked file: files get their slots, and functions and classes their numbers, as they are met. */
class Linked implements Program {
  readonly own: readonly number[];
  readonly watched: Set<string>;
  reachesOthers = false;
  private readonly files: FileSummary[];
  private readonly slots = new Map<string, Slot>();
  private readonly routines = new Map<number, Routine | undefined>();
  private readonly classes = new Map<string, ClassSummary | undefined>();
  private readonly found = new Map<string, Found | undefined>();

  constructor(
    summary: FileSummary,
    private readonly source: LinkSource,
  ) {
    this.files = [summary];
    this.slots.set(summary.uri, 0);
    this.watched = new Set(['self', ...summary.watched]);
    const flows = new Set(summary.flows.map((one) => one.function));
    this.own = [...summary.functions.keys(), -1].filter((index) => flows.has(index));
    for (const index of this.own) this.routineAt(index);
    this.reachesOthers = this.files.length > 1;
  }

  routineAt(index: number): Routine | undefined {
    if (!this.routines.has(index)) this.routines.set(index, this.linkRoutine(index));
    return this.routines.get(index);
  }

  functionAt(index: number): FunctionSummary | undefined {
    const [slot, local] = slotOfFunction(index);
    const one = this.files[slot]?.functions[local];
    if (!one || slot === 0) return one;
    return {
      ...one,
      class: one.class === undefined ? undefined : classIn(slot, one.class),
      span: spanIn(slot, one.span),
      nameSpan: spanIn(slot, one.nameSpan),
    };
  }

  classNamed(name: string): ClassSummary | undefined {
    if (this.classes.has(name)) return this.classes.get(name);
    const [slot, local] = slotOfClass(name);
    const summary = this.files[slot];
    const one = summary?.classes.find((each) => each.name === local);
    // A class that derives from itself meets the plain one.
    this.classes.set(name, one);
    if (!summary || !one) return undefined;
    const siblings = new Set(summary.classes.map((each) => each.name));
    const linked = linkClass(one, slot, siblings, this.classLinking(summary.uri));
    this.classes.set(name, linked);
    return linked;
  }

  classImported(qualified: string): string | undefined {
    const found = this.find(qualified, this.files[0]!.uri);
    return found?.kind === 'class' ? this.nameOf(found) : undefined;
  }

  methodOf(className: string, name: string): number | undefined {
    return methodIn(this, className, name);
  }

  wordsAt(index: number) {
    return (this.files[slotOfFunction(index)[0]] ?? this.files[0]!).words;
  }

  uriAt(index: number): string {
    return (this.files[slotOfFunction(index)[0]] ?? this.files[0]!).uri;
  }

  isAcknowledged(span: Span): boolean {
    const place = this.placeOf(span);
    const slot = place.uri === undefined ? 0 : this.slots.get(place.uri);
    return (this.files[slot ?? 0]?.acknowledged ?? []).some(
      ({ start, end }) => start <= place.span.start && place.span.start < end,
    );
  }

  placeOf(span: Span): { readonly uri?: string; readonly span: Span } {
    const slot = Math.floor(span.start / REACH);
    if (slot === 0) return { span };
    const moved = { start: span.start - slot * REACH, end: span.end - slot * REACH };
    return { uri: this.files[slot]?.uri, span: moved };
  }

  private linkRoutine(index: number): Routine | undefined {
    const [slot, local] = slotOfFunction(index);
    const summary = this.files[slot];
    const routine = summary?.flows.find((one) => one.function === local);
    if (!summary || !routine) return undefined;
    const linking = this.callLinking(slot, summary, local);
    return relocateRoutine(routine, slot, {
      call: (node: CallNode) => linkCall(node, linking),
      holding: (holding: Holding) => linkHolding(holding, slot, this.classLinking(summary.uri)),
    });
  }

  private callLinking(slot: Slot, summary: FileSummary, local: number): CallLinking {
    const owner = classAround(summary, local);
    return {
      slot,
      program: this,
      within: owner === undefined ? undefined : classIn(slot, owner),
      find: (qualified) => this.find(qualified, summary.uri),
      numberOf: (found) => functionIn(this.slotOf(found.uri), found.index),
      nameOf: (found) => this.nameOf(found),
      isReplaced: (className, method) => this.isReplaced(className, method),
    };
  }

  private classLinking(uri: string): ClassLinking {
    return {
      find: (qualified) => this.find(qualified, uri),
      nameOf: (found) => this.nameOf(found),
      classNamed: (name) => this.classNamed(name),
    };
  }

  private isReplaced(className: string, method: string): boolean {
    const [slot, local] = slotOfClass(className);
    const { uri } = this.files[slot] ?? this.files[0]!;
    return this.source
      .heirsOf(uri, local)
      .some(({ summary }) => Object.hasOwn(summary.methods, method));
  }

  private find(qualified: string, uri: string): Found | undefined {
    const key = `${uri} ${qualified}`;
    if (!this.found.has(key)) this.found.set(key, findName(qualified, uri, this.source));
    const found = this.found.get(key);
    return found && this.slotOf(found.uri) >= 0 ? found : undefined;
  }

  private nameOf({ uri, name }: Extract<Found, { kind: 'class' }>): string {
    return classIn(this.slotOf(uri), name);
  }

  /** The slot of a file, which gets one when it is first met; -1 for one too many. */
  private slotOf(uri: string): Slot {
    const known = this.slots.get(uri);
    if (known !== undefined) return known;
    const summary = this.source.summaryOf(uri);
    if (!summary || this.files.length >= MOST_FILES) return -1;
    const slot = this.files.push(summary) - 1;
    this.slots.set(uri, slot);
    for (const name of summary.watched) this.watched.add(name);
    return slot;
  }
}

/** The class of a method, or of the method that a nested function stands in. */
function classAround(summary: FileSummary, local: number): string | undefined {
  const one = summary.functions[local];
  if (!one || one.class !== undefined) return one?.class;
  return summary.functions.find(
    (other) => other !== one && other.class !== undefined && encloses(other.span, one.span),
  )?.class;
}
