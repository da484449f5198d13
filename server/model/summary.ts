import type { Framework } from './fact';
import type { Holding, Routine } from './flow';
import type { FileRole } from './model';
import type { Span } from './span';

/**
 * What other files may need to know of one file: plain data that depends on its text alone.
 * Names of other files stay as written until they are linked.
 */
export interface FileSummary {
  readonly uri: string;
  readonly role: FileRole;
  readonly frameworks: readonly Framework[];
  /** What the module level binds, by name. */
  readonly names: Readonly<Record<string, Definition>>;
  /** Modules whose names are all imported, with leading dots where they are relative. */
  readonly stars: readonly string[];
  /** `__all__`, where it is a plain list. */
  readonly all?: readonly string[];
  readonly functions: readonly FunctionSummary[];
  readonly classes: readonly ClassSummary[];
  /** How functions run, as far as modes are concerned; those missing do nothing of the kind. */
  readonly flows: readonly Routine[];
  readonly words: FileWords;
  /** Places beside comments that say that the author knows. */
  readonly acknowledged: readonly Span[];
  /** Last names of what the file runs or switches. */
  readonly watched: readonly string[];
}

/** A function or class of the file, or something imported under a name of its own. */
export type Definition =
  | { readonly kind: 'function'; readonly index: number }
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'import'; readonly name: string };

/** The names that a file imports, and those it gives to others with a star. */
export interface ExportedNames {
  readonly names: Readonly<Record<string, Definition>>;
  readonly stars: readonly string[];
  readonly all?: readonly string[];
}

/** What a file says about its whole manner. */
export interface FileWords {
  /** Another library runs its loops and sets the modes. */
  readonly runByOthers: boolean;
  /** It has a function that turns dropout on for inference. */
  readonly enablesDropout: boolean;
  /** Something in it is trained. */
  readonly trains: boolean;
}

export interface FunctionSummary {
  readonly name: string;
  /** Name of the class whose method it is. */
  readonly class?: string;
  readonly parameters: readonly { readonly name: string; readonly star: 0 | 1 | 2 }[];
  readonly span: Span;
  readonly nameSpan: Span;
  /** A method whose first parameter is no instance. */
  readonly static?: true;
}

export interface ClassSummary {
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
  /** Own classes by their name, others by their qualified name; `?` for what has none. */
  readonly bases: readonly string[];
  readonly isModule: 'yes' | 'likely' | 'no' | 'unknown';
  readonly managed: boolean;
  /** Some attributes are reached in ways that cannot be followed. */
  readonly dynamic: boolean;
  /** Methods by name, as indices of functions. */
  readonly methods: Readonly<Record<string, number>>;
  /** Attributes that its methods, and whoever else in the file, read. */
  readonly loads: readonly string[];
  readonly acts: Acting;
  /** What it certainly keeps as parts. */
  readonly parts: readonly Holding[];
  /** Qualified names of imported classes that it makes instances of. */
  readonly makes: readonly string[];
  /** What its forward pass begins and ends with; undefined where that is not certain. */
  readonly first?: EdgeLayer;
  readonly last?: EdgeLayer;
}

/** What the workspace knows of the classes of a file. */
export interface Relations {
  /** Classes of other files that derive from one of the file, directly or through others. */
  heirsOf(className: string): readonly PlacedClass[];
  /** Classes of other files that make instances of one of the file. */
  makersOf(className: string): readonly PlacedClass[];
  /** The class that a qualified name means. */
  classImported(qualified: string): PlacedClass | undefined;
}

/** A class and the file it stands in. */
export interface PlacedClass {
  readonly uri: string;
  readonly summary: ClassSummary;
}

/** What in a class itself acts by mode. */
export interface Acting {
  /** Some call of its methods makes or is something that acts by mode. */
  readonly byMode: boolean;
  /** Some call draws random numbers in the forward pass. */
  readonly random: boolean;
  /** A function of dropout is called with a flag that follows the mode. */
  readonly functional: boolean;
  readonly dropout: boolean;
  /** The rate of the first dropout that certainly has one above 0. */
  readonly rate?: number;
  readonly batchNorm: boolean;
  readonly convolution: boolean;
}

/** The layer at an end of a forward pass, or the class of another module there. */
export interface EdgeLayer {
  readonly layer: 'dropout' | 'batchNorm' | 'other';
  readonly activation?: true;
  readonly variant?: string;
  readonly rate?: number;
  /** The rate is a variable whose default it is. */
  readonly likely?: true;
  readonly written: string;
  readonly span: Span;
  /** The module that stands there, by the name of its class, own or qualified. */
  readonly class?: string;
}
