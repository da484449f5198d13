import type { SourceDocument } from '../model/document';
import type { FileModel } from '../model/model';
import { parsePython } from '../parse/python';
import { readFile } from '../read/read-file';

/** The way from a text to its model. */
export function readDocument(document: SourceDocument): FileModel | undefined {
  return readFile(document, parsePython(document.text));
}
