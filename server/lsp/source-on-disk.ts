import { TextDocument } from 'vscode-languageserver-textdocument';
import { loadFile, type Loaded } from '../files/load';
import { filePath } from '../files/project-file';
import { canonicalUri, type Source } from './convert';
import type { Documents } from './documents';
import type { SourceAt } from './to-protocol';

/** A closed file seen as one part, whatever it is made of. */
export function sourceOnDisk({ document }: Pick<Loaded, 'document'>): Source {
  const text = TextDocument.create(document.uri, 'python', 0, document.text);
  return { document, parts: [{ document: text, start: 0 }] };
}

/** The text of a file as it is open, else as it lies on disk; a closed notebook has no cells to point at. */
export function sourcesOf(documents: Documents): SourceAt {
  return (uri) => {
    const owner = documents.owners().find((one) => canonicalUri(one) === uri);
    const open = owner === undefined ? undefined : documents.source(owner);
    const path = open ? undefined : filePath(uri);
    const loaded = path === undefined ? undefined : loadFile(path, uri);
    const isText = loaded && 'document' in loaded && !loaded.notebook;
    return open ?? (isText ? sourceOnDisk(loaded) : undefined);
  };
}
