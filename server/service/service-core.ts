import type { SourceDocument } from '../model/document';
import type { Finding } from '../model/finding';
import type { FileModel } from '../model/model';
import type { Rule } from '../rules/rule';
import { actionsAt } from './actions';
import { describeError } from './describe-error';
import { readDirectives, type CommentedText } from './directives';
import { findDropoutPlaces, type DropoutPlace } from './dropout-places';
import { compatibleSafeFixes } from './edits';
import { hoverAt } from './hover';
import { layerInfos } from './layers';
import { findLines, lastAtOrBefore } from './lines';
import { lint } from './lint';
import { findLogicalLines } from './logical-lines';
import { findPage } from './pages';
import type { Host, LogEvent, Service } from './service-types';
import type { Settings } from './settings';
import { placeAt, simulationInput } from './simulation';

/** What the service is made of besides its host: the rules, their pages, and the way from text to model. */
export interface Parts {
  readonly rules: readonly Rule[];
  readonly rulePages: ReadonlyMap<string, string>;
  /** Undefined for a text in which no rule could find anything. */
  readonly read: (document: SourceDocument) => FileModel | undefined;
}

/** Makes a service of the given parts; tests give their own. */
export function createServiceOf(host: Host, parts: Parts): Service {
  const files = new Map<string, OpenFile>();
  const log = onceEach(host);
  const findingsOf = (file: ReadFile): readonly Finding[] => {
    const settings = host.settings(file.model.uri);
    if (file.linted?.settings !== settings) {
      const findings = lint(file.model, file.source, parts.rules, settings, log);
      file.linted = { settings, findings };
    }
    return file.linted.findings;
  };
  const read = (uri: string): ReadFile | undefined => {
    const file = files.get(uri);
    if (file && !file.isRead) {
      file.isRead = true;
      file.read = readFileOf(file.document, parts, log);
    }
    return file?.read;
  };

  return {
    update(document) {
      const known = files.get(document.uri)?.document;
      if (!known || !isSameText(known, document)) {
        files.set(document.uri, { document, isRead: false });
      }
    },
    remove(uri) {
      files.delete(uri);
    },
    findings(uri) {
      const file = read(uri);
      return file ? findingsOf(file) : [];
    },
    hover(uri, offset, look) {
      const file = read(uri);
      const settings = file && host.settings(uri);
      if (!file || !settings?.enable || !settings.hover) return undefined;
      return hoverAt(
        {
          file: file.model,
          places: file.places,
          findings: findingsOf(file),
          rulePages: parts.rulePages,
          lineOf: (place) => lineInCell(file.source, place),
        },
        offset,
        { ...look, pictures: look.pictures && settings.hoverPicture },
      );
    },
    actions(uri, span) {
      const file = read(uri);
      if (!file) return [];
      const place = placeAt(file.places, span.start, file.source.lines);
      const [layer] = place ? layerInfos([{ ...place, form: 'construction' }]) : [];
      const simulated = place && layer && { title: layer.title, offset: place.span.start };
      return actionsAt(findingsOf(file), span, file.source, simulated);
    },
    fixAll(uri) {
      const file = read(uri);
      return file ? compatibleSafeFixes(findingsOf(file)) : [];
    },
    layers(uri) {
      return layerInfos(read(uri)?.places ?? []);
    },
    simulation(uri, offset) {
      const file = read(uri);
      const place = file && placeAt(file.places, offset, file.source.lines);
      return file && place && simulationInput(file.model, place, findingsOf(file));
    },
    page: (id) => findPage(id, parts.rulePages),
  };
}

interface OpenFile {
  readonly document: SourceDocument;
  isRead: boolean;
  read?: ReadFile;
}

interface ReadFile {
  readonly model: FileModel;
  readonly source: CommentedText;
  readonly places: readonly DropoutPlace[];
  /** The findings under the settings for which they were last asked. */
  linted?: { readonly settings: Settings; readonly findings: readonly Finding[] };
}

function readFileOf(
  document: SourceDocument,
  parts: Parts,
  log: (event: LogEvent) => void,
): ReadFile | undefined {
  try {
    const model = parts.read(document);
    if (!model) return undefined;
    const lines = findLines(document.text);
    const logical = findLogicalLines(document.text, lines);
    const directives = readDirectives(document.text, lines, model.comments);
    const places = findDropoutPlaces(model, document.text);
    return { model, source: { document, lines, logical, directives }, places };
  } catch (error) {
    log({ level: 'error', message: `Reading ${document.uri} failed: ${describeError(error)}` });
    return undefined;
  }
}

function lineInCell({ document, lines }: CommentedText, offset: number): number {
  const starts = document.cellStarts ?? [0];
  const cell = starts[lastAtOrBefore(starts, offset)] ?? 0;
  return lines.lineAt(offset) - lines.lineAt(cell);
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
