import type { SourceDocument } from '../model/document';
import type { FileModel } from '../model/model';
import { mayConcernModels, type Searchable } from '../parse/prefilter';
import { parsePython } from '../parse/python';
import { readFile } from '../read/read-file';

/** Whether a text, or the bytes of one, can hold anything to report: models or suppression comments. */
export function mayMatter(content: Searchable): boolean {
  return content.includes('dropout-lens') || mayConcernModels(content);
}

/** The way from a text to its model; undefined for a text that holds nothing to report. */
export function readDocument(document: SourceDocument): FileModel | undefined {
  const { text, cellStarts } = document;
  return mayMatter(text) ? readFile(document, parsePython(text, cellStarts)) : undefined;
}
