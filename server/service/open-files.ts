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
import type { Host, LogEvent, ScriptParser } from './service-types';
import type { Settings } from './settings';

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
}

/** Keeps the texts of one service. */
export function createOpenFiles(host: Host, parts: Parts): OpenFiles {
  const files = new Map<string, Entry>();
  const log = onceEach(host);
  const scripts = loadOnce(() => host.loadScriptParser?.(), log);
  return {
    async ready({ text, language }) {
      const isNeeded = isScript(language) && mayMatter(text, language);
      if (!isNeeded || scripts.loaded()) return;
      await scripts.load();
      for (const entry of files.values()) if (isScript(entry.document.language)) delete entry.file;
    },
    update(document) {
      const known = files.get(document.uri)?.document;
      if (!known || !isSameText(known, document)) files.set(document.uri, { document });
    },
    remove: (uri) => void files.delete(uri),
    get(uri) {
      const entry = files.get(uri);
      if (!entry) return undefined;
      const versions = host.versions?.(uri) ?? noVersions;
      if (entry.file === undefined || entry.versions !== versions) {
        entry.versions = versions;
        entry.file = open(entry.document, versions, host, parts, log, scripts.loaded()) ?? null;
      }
      return entry.file ?? undefined;
    },
  };
}

interface Entry {
  readonly document: SourceDocument;
  /** Those for which the file was read; undefined before. */
  versions?: Versions;
  file?: OpenFile | null;
}

const noVersions: Versions = {};

function open(
  document: SourceDocument,
  versions: Versions,
  host: Host,
  parts: Parts,
  log: (event: LogEvent) => void,
  parseScript: ScriptParser | undefined,
): OpenFile | undefined {
  try {
    const model = parts.read(document, versions, parseScript);
    return model && openModel(document, model, host, parts, log);
  } catch (error) {
    log({ level: 'error', message: `Reading ${document.uri} failed: ${describeError(error)}` });
    return undefined;
  }
}

function openModel(
  document: SourceDocument,
  model: FileModel,
  host: Host,
  { rules }: Parts,
  log: (event: LogEvent) => void,
): OpenFile {
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
  const source: CommentedText = { document, lines, logical, directives };
  let linted: { readonly settings: Settings; readonly findings: readonly Finding[] } | undefined;
  let places: readonly DropoutPlace[] | undefined;
  return {
    model,
    source,
    findings() {
      const settings = host.settings(document.uri);
      if (linted?.settings !== settings) {
        linted = { settings, findings: lint(model, source, rules, settings, log) };
      }
      return linted.findings;
    },
    places: () => (places ??= findDropoutPlaces(model, document.text)),
  };
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
