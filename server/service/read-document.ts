import { isScript, type Language, type SourceDocument } from '../model/document';
import type { FileModel } from '../model/model';
import type { Versions } from '../model/versions';
import { mayConcernModels, scriptMayConcernModels, type Searchable } from '../parse/prefilter';
import { parsePython } from '../parse/python';
import { readFile } from '../read/read-file';
import type { ScriptParser } from './service-types';

/** Whether a text, or the bytes of one, can hold anything to report: models or suppression comments. */
export function mayMatter(content: Searchable, language: Language): boolean {
  if (content.includes('dropout-lens')) return true;
  return isScript(language) ? scriptMayConcernModels(content) : mayConcernModels(content);
}

/**
 * The way from a text to its model; undefined for a text that holds nothing to report, and for a
 * script as long as its parser has not been loaded.
 */
export function readDocument(
  document: SourceDocument,
  versions: Versions,
  parseScript: ScriptParser | undefined,
): FileModel | undefined {
  const { text, cellStarts, language } = document;
  if (!mayMatter(text, language)) return undefined;
  if (!isScript(language)) return readFile(document, parsePython(text, cellStarts), versions);
  if (!parseScript || isBundled(document)) return undefined;
  return readFile(document, parseScript(text, language), versions);
}

/** Nobody reads what a bundler wrote: it says so in its name, is longer than what people write, or has very long lines. */
function isBundled({ uri, text }: SourceDocument): boolean {
  if (text.length > 1_000_000 || /[.-](min|bundle)\.[cm]?js$/i.test(uri)) return true;
  const lines = (): number => text.split('\n', text.length / 1_000).length;
  return text.length > 50_000 && text.length > 1_000 * lines();
}
