import type { ModelStrip } from '../../engine/model-strip';
import type { SimulationInput } from '../../engine/simulation-input';
import type { ScriptLanguage, SourceDocument } from '../model/document';
import type { Edit, Finding } from '../model/finding';
import type { Span } from '../model/span';
import type { SyntaxModule } from '../model/syntax';
import type { Versions } from '../model/versions';
import type { Look } from './open-files';
import type { LibraryPage } from './pages';
import type { Settings } from './settings';

/** What the service needs from the adapter that runs it. */
export interface Host {
  settings(uri: string): Settings;
  /**
   * Loads the parser of JavaScript and TypeScript, which is large; asked for once, when it is needed.
   * Without it scripts give empty answers.
   */
  loadScriptParser?(): Promise<ScriptParser>;
  /**
   * The versions of packages that hold for a document: the same object until they change.
   * Without it no version is known.
   */
  versions?(uri: string): Versions;
  /**
   * Asked for a file that was recalled without a summary, when that is needed: gives the document as
   * it lies on disk; or nothing, and recalls the file with its summary later. Until then, and
   * without this, nothing but its imports is known.
   */
  fetch?(uri: string): SourceDocument | undefined;
  log(event: LogEvent): void;
}

/** Parses JavaScript, TypeScript, or the script blocks of markup; never throws. */
export type ScriptParser = (text: string, language: ScriptLanguage) => SyntaxModule;

export interface LogEvent {
  readonly level: 'error' | 'info' | 'debug';
  readonly message: string;
}

/** The verbs of the product: plain data in and out, offsets, no IO. Unknown uris give empty answers. */
export interface Service {
  /**
   * Loads what a text needs to be read and is not loaded yet. Until then, or if that fails, the text
   * gives empty answers.
   */
  ready(document: SourceDocument): Promise<void>;
  update(document: SourceDocument): void;
  /** Takes a text away; of a file that was recalled, what lies on disk counts again. */
  remove(uri: string): void;
  /** What can be known of a file at once; without a summary where that takes reading the text. Nothing is taken in. */
  outline(document: SourceDocument): KnownOnDisk;
  /**
   * What other files need to know of a file, as text that can be kept: it depends on the text, its
   * language and the versions that hold for it, not on the place of the file. Nothing is taken in.
   */
  summarise(document: SourceDocument): string;
  /** Takes in what is known of a file as it lies on disk, or of what it has become. */
  recall(uri: string, known: KnownOnDisk): void;
  /** Says that a file that was recalled is gone. */
  forget(uri: string): void;
  /** Reads a text that nobody has open; nothing of it is kept. */
  look(document: SourceDocument): Look;
  /** Whether the findings that were given last still hold, after what happened to other files. */
  isCurrent(uri: string): boolean;
  /** Sorted by place; suppressed and switched-off findings are left out, unused suppressions are in. */
  findings(uri: string): readonly Finding[];
  hover(uri: string, offset: number, look: HoverLook): Hover | undefined;
  actions(uri: string, span: Span): readonly Action[];
  /** Number of places at which the text is not what its language allows. */
  syntaxErrors(uri: string): number;
  /** All safe fixes that can be applied together. */
  fixAll(uri: string): readonly Edit[];
  /** Every dropout layer and dropout call of the file, for code lenses, inlay hints and the palette. */
  layers(uri: string): readonly LayerInfo[];
  /** The dropout or finding at an offset, or on its line, as the simulator wants it. */
  simulation(uri: string, offset: number): SimulationInput | undefined;
  /** The model around an offset, as a strip of its layers. */
  model(uri: string, offset: number): ModelStrip | undefined;
  /** A rule page, a topic or a variant. */
  page(id: string): Page | undefined;
  /** Every topic, variant and rule page. */
  library(): readonly LibraryPage[];
}

/** What is known of a file on disk. */
export interface KnownOnDisk {
  /** As `outline` gave them. */
  readonly imports: readonly string[];
  /** As `summarise` gave it. */
  readonly summary?: string;
}

/** How a hover is drawn: which links work and which colours its picture has. */
export interface HoverLook {
  /** `command:` links work (VS Code); otherwise only plain text and https links. */
  readonly commands: boolean;
  readonly theme: 'light' | 'dark' | 'high contrast' | 'high contrast light';
  /** Pictures as data URIs are rendered. */
  readonly pictures: boolean;
  /** The zero-based line of an offset in another file, where that can be read. */
  readonly lineAt?: (uri: string, offset: number) => number | undefined;
}

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

export type Action =
  | {
      readonly kind: 'fix';
      readonly title: string;
      readonly rule: string;
      readonly edits: readonly Edit[];
      readonly preferred: boolean;
      readonly finding: Finding;
    }
  | {
      readonly kind: 'suppress';
      readonly title: string;
      readonly rule: string;
      readonly edits: readonly Edit[];
      readonly finding: Finding;
    }
  | {
      readonly kind: 'page';
      readonly title: string;
      readonly rule: string;
      readonly finding: Finding;
    }
  | {
      readonly kind: 'disable';
      readonly title: string;
      readonly rule: string;
      readonly finding: Finding;
    }
  | { readonly kind: 'simulate'; readonly title: string; readonly offset: number };

export interface LayerInfo {
  readonly span: Span;
  /** `nn.Dropout(p=0.5)`. */
  readonly title: string;
  readonly rate?: number;
  /** Short line for a code lens: `keeps 50 % · scales survivors by 2`. */
  readonly summary: string;
  /** Short text for an inlay hint behind the rate: `drops 50 %`. */
  readonly hint: string;
  readonly hintOffset: number;
}

export interface Page {
  readonly id: string;
  readonly title: string;
  readonly markdown: string;
}
