import { isScript, type SourceDocument } from '../model/document';
import type { Finding } from '../model/finding';
import type { FileModel } from '../model/model';
import type { Versions } from '../model/versions';
import type { Rule } from '../rules/rule';
import { describeError } from './describe-error';
import { markOf } from './comment-marks';
import { readDirectives, type CommentedText } from './directives';
import { findDropoutPlaces, type DropoutPlace } from './dropout-places';
import { findLines } from './lines';
import { lint } from './lint';
import { findLogicalLines } from './logical-lines';
import { scriptBlocks } from '../parse/script-blocks';
import { findScriptLines } from './script-lines';
import { mayMatter } from './read-document';
import { loadOnce } from './script-loading';
import type { Host, KnownOnDisk, LogEvent, ScriptParser } from './service-types';
import type { Settings } from './settings';
import { encodeSummary } from '../workspace/codec';
import { importsIn, linkModel, summaryOf, type Knowledge } from './knowledge';
import type { FileSummary } from '../model/summary';
import type { Link } from '../workspace/workspace';

/** What the service is made of besides its host: the rules, their pages, and the way from text to model. */
export interface Parts {
  readonly rules: readonly Rule[];
  readonly rulePages: ReadonlyMap<string, string>;
  /** Undefined for a text in which no rule could find anything. */
  readonly read: (
    document: SourceDocument,
    versions: Versions,
    parseScript: ScriptParser | undefined,
  ) => FileModel | undefined;
}

/** A file as it was read; findings and places are made when they are first asked for. */
export interface OpenFile {
  readonly model: FileModel;
  readonly source: CommentedText;
  findings(): readonly Finding[];
  places(): readonly DropoutPlace[];
}

/** The texts that the host has fed; each is read once for the versions of packages that hold for it. */
export interface OpenFiles {
  /** Loads the parser that the document needs. */
  ready(document: SourceDocument): Promise<void>;
  update(document: SourceDocument): void;
  remove(uri: string): void;
  /** Undefined for an unknown uri and for a text that holds nothing of interest. */
  get(uri: string): OpenFile | undefined;
  /** What can be known of a text without reading it. */
  outline(document: SourceDocument): KnownOnDisk;
  /** Reads a text for what others need to know of it, and keeps nothing. */
  summarise(document: SourceDocument): string;
  /** The summary of a file on disk, where the host can give its text at once. */
  fetch(uri: string): FileSummary | undefined;
  /** Reads a text as it lies on disk for what is found in it, and keeps nothing. */
  look(document: SourceDocument): Look;
  /** Whether what `get` gave for the text of a uri last would be the same now. */
  isCurrent(uri: string): boolean;
}

/** Gives what is found in a file that nobody has open, as far as other files are known by then. */
export type Look = () => Found;

/** What was found. */
export interface Found {
  readonly findings: readonly Finding[];
  /** Whether the findings still hold, after what happened to other files. */
  readonly isCurrent: () => boolean;
}

interface Entry {
  readonly document: SourceDocument;
  /** Those for which the text was read; undefined before. */
  versions?: Versions;
  /** What was read; null for a text that holds nothing of interest. */
  read?: ReadText | null;
  linked?: { readonly link: Link; readonly file: OpenFile };
}

interface ReadText {
  readonly model: FileModel;
  readonly summary: FileSummary;
  readonly source: CommentedText;
  places(): readonly DropoutPlace[];
}

/** Keeps the texts of one service. */
export function createOpenFiles(host: Host, parts: Parts, knowledge: Knowledge): OpenFiles {
  const files = new Map<string, Entry>();
  /** Texts of which the others do not know yet. */
  const unread = new Set<string>();
  const log = onceEach(host);
  const scripts = loadOnce(() => host.loadScriptParser?.(), log);
  return {
    async ready({ text, language }) {
      const isNeeded = isScript(language) && mayMatter(text, language);
      if (!isNeeded || scripts.loaded()) return;
      await scripts.load();
      for (const entry of files.values()) if (isScript(entry.document.language)) delete entry.read;
    },
    update(document) {
      const known = files.get(document.uri)?.document;
      if (known && isSameText(known, document)) return;
      files.set(document.uri, { document });
      unread.add(document.uri);
    },
    remove(uri) {
      files.delete(uri);
      unread.delete(uri);
      knowledge.close(uri);
    },
    get(uri) {
      const entry = files.get(uri);
      if (!entry) return undefined;
      settle();
      read(entry);
      if (!entry.linked?.link.isCurrent()) {
        entry.linked = entry.read ? linkText(entry.read, knowledge, host, parts, log) : undefined;
      }
      return entry.linked?.file;
    },
    outline(document) {
      const imports = importsIn(document.text);
      if (mayMatter(document.text, document.language)) return { imports };
      return { imports, summary: encodeSummary(summaryOf(document, undefined)) };
    },
    summarise: (document) => encodeSummary(summarise(document)),
    fetch(uri) {
      const document = host.fetch?.(uri);
      return document && summarise(document);
    },
    look(document) {
      const known = readOnce(document);
      if (!known) return () => ({ findings: [], isCurrent: () => true });
      return () => {
        settle();
        const { link, file } = linkText(known, knowledge, host, parts, log);
        return { findings: file.findings(), isCurrent: link.isCurrent };
      };
    },
    isCurrent(uri) {
      settle();
      return files.get(uri)?.linked?.link.isCurrent() ?? true;
    },
  };

  /** What is read already, where the same text is open. */
  function readOnce(document: SourceDocument): ReadText | null | undefined {
    const open = files.get(document.uri);
    const isOpen = open !== undefined && isSameText(open.document, document);
    return isOpen ? read(open) : readText(document, versionsOf(document.uri), parser());
  }

  function summarise(document: SourceDocument): FileSummary {
    return readOnce(document)?.summary ?? summaryOf(document, undefined);
  }

  function parser() {
    return { parts, log, parseScript: scripts.loaded() };
  }

  function versionsOf(uri: string): Versions {
    return host.versions?.(uri) ?? noVersions;
  }

  function read(entry: Entry): ReadText | null {
    const versions = versionsOf(entry.document.uri);
    if (entry.read === undefined || entry.versions !== versions) {
      entry.versions = versions;
      entry.read = readText(entry.document, versions, parser()) ?? null;
      entry.linked = undefined;
    }
    return entry.read;
  }

  /** Lets all files know of each other's newest texts. */
  function settle(): void {
    for (const uri of unread) {
      const entry = files.get(uri);
      if (!entry || isScript(entry.document.language)) continue;
      const summary = read(entry)?.summary ?? summaryOf(entry.document, undefined);
      knowledge.open(entry.document, summary);
    }
    unread.clear();
  }
}

const noVersions: Versions = {};

interface Reading {
  readonly parts: Parts;
  readonly log: (event: LogEvent) => void;
  readonly parseScript: ScriptParser | undefined;
}

function readText(
  document: SourceDocument,
  versions: Versions,
  { parts, log, parseScript }: Reading,
): ReadText | undefined {
  try {
    const model = parts.read(document, versions, parseScript);
    return model && describeText(document, model);
  } catch (error) {
    log({ level: 'error', message: `Reading ${document.uri} failed: ${describeError(error)}` });
    return undefined;
  }
}

function describeText(document: SourceDocument, model: FileModel): ReadText {
  const lines = findLines(document.text);
  const { text, language } = document;
  const logical = isScript(language)
    ? findScriptLines(
        text,
        lines,
        scriptBlocks(text, language).map(({ span }) => span),
      )
    : findLogicalLines(text, lines);
  const directives = readDirectives(text, lines, model.comments, markOf(language));
  let places: readonly DropoutPlace[] | undefined;
  return {
    model,
    summary: summaryOf(document, model),
    source: { document, lines, logical, directives },
    places: () => (places ??= findDropoutPlaces(model, document.text)),
  };
}

function linkText(
  { model: alone, summary, source, places }: ReadText,
  knowledge: Knowledge,
  host: Host,
  { rules }: Parts,
  log: (event: LogEvent) => void,
): NonNullable<Entry['linked']> {
  const link = knowledge.link(summary);
  const model = linkModel(alone, link);
  let linted: { readonly settings: Settings; readonly findings: readonly Finding[] } | undefined;
  const file: OpenFile = {
    model,
    source,
    findings() {
      const settings = host.settings(alone.uri);
      if (linted?.settings !== settings) {
        linted = { settings, findings: lint(model, source, rules, settings, log) };
      }
      return linted.findings;
    },
    places,
  };
  return { link, file };
}

function isSameText(one: SourceDocument, other: SourceDocument): boolean {
  return (
    one.text === other.text &&
    one.language === other.language &&
    one.cellStarts?.join() === other.cellStarts?.join()
  );
}

/** The same crash in a hundred files is one line of the log. */
function onceEach(host: Host): (event: LogEvent) => void {
  const said = new Set<string>();
  return (event) => {
    if (said.has(event.message)) return;
    said.add(event.message);
    host.log(event);
  };
}
