import type { Routine } from '../flow';
import type { Span } from '../span';
import type { ClassSummary, FileSummary, FileWords, FunctionSummary } from '../summary';

/**
 * All code that the walks of one file may reach: its own, and in a linked file that of others of the workspace.
 * Functions have numbers, those of the file its own indices, and the module level of the file is -1.
 * Places of other files stand behind the end of the longest text (`REACH`), so that one number says file and offset.
 */
export interface Program {
  /** The functions of the file itself and, last, its module level. */
  readonly own: readonly number[];
  routineAt(index: number): Routine | undefined;
  functionAt(index: number): FunctionSummary | undefined;
  /** A class by its name; those of other files have names that no own class can have. */
  classNamed(name: string): ClassSummary | undefined;
  /** The class of the workspace that a qualified name stands for, as the file itself writes it. */
  classImported(qualified: string): string | undefined;
  /** The method that a call on an instance of the class runs; undefined where a base is not known. */
  methodOf(className: string, name: string): number | undefined;
  /** What the file says that a function stands in. */
  wordsAt(index: number): FileWords;
  uriAt(index: number): string;
  /** Whether a comment beside a place of another file says that the author knows. */
  isAcknowledged(span: Span): boolean;
  /** Last names of what is run or switched: nothing else needs to be followed. */
  readonly watched: ReadonlySet<string>;
  /** Whether some function of another file that the file calls has to do with modes. */
  readonly reachesOthers: boolean;
  /** Where a place stands; without uri in the file itself. */
  placeOf(span: Span): { readonly uri?: string; readonly span: Span };
}

/** Longer than any text that is read. */
export const REACH = 2 ** 24;

/** More functions than any file has. */
export const FUNCTIONS = 2 ** 20;

/** Whether a place stands in the file itself. */
export function isOwnPlace({ start }: Span): boolean {
  return start < REACH;
}

/** Whether a function, or the module level, is the file's own. */
export function isOwnFunction(index: number): boolean {
  return index >= -1 && index < FUNCTIONS;
}

/** The program of a file on its own. */
export function programOf(summary: FileSummary): Program {
  const routines = new Map(summary.flows.map((one) => [one.function, one]));
  const classes = new Map(summary.classes.map((one) => [one.name, one]));
  const program: Program = {
    own: [...summary.functions.keys(), -1].filter((index) => routines.has(index)),
    routineAt: (index) => routines.get(index),
    functionAt: (index) => summary.functions[index],
    classNamed: (name) => classes.get(name),
    classImported: () => undefined,
    methodOf: (className, name) => methodIn(program, className, name),
    wordsAt: () => summary.words,
    uriAt: () => summary.uri,
    isAcknowledged: () => false,
    watched: new Set(['self', ...summary.watched]),
    reachesOthers: false,
    placeOf: (span) => ({ span }),
  };
  return program;
}

/** The nearest definition of a method in a class and its bases, which must all be known up to there. */
export function methodIn(
  program: Pick<Program, 'classNamed'>,
  className: string,
  name: string,
  skipOwn = false,
): number | undefined {
  const seen = new Set<string>();
  const pending = [className];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    if (seen.has(next) || seen.size > 30) continue;
    seen.add(next);
    const owner = program.classNamed(next);
    if (!owner) {
      if (/^(object|.*\.Module|.*\.LightningModule|(abc\.)?ABC|.*Generic.*)$/.test(next)) continue;
      return undefined;
    }
    const method = skipOwn && next === className ? undefined : owner.methods[name];
    if (method !== undefined) return method;
    pending.unshift(...owner.bases);
  }
  return undefined;
}
