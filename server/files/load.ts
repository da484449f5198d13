import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { isScript, type SourceDocument } from '../model/document';
import { languageOf } from './languages';
import { readNotebook, type Notebook } from './notebook';

/** Code longer than this (UTF-16 units) is not looked at, as in the editor. */
export const textLimit = 2_000_000;

/** Files larger than this (bytes) are not even opened: notebooks may be full of pictures. */
const byteLimits = { text: 8_000_000, notebook: 200_000_000 };

/** Latin-1 stands for any bytes that are not Unicode: it keeps them all, and Python's syntax is ASCII. */
export type Encoding = 'utf8' | 'utf16le' | 'utf16be' | 'latin1';

/** A file as it was read. */
export interface Loaded {
  readonly bytes: Buffer;
  readonly encoding: Encoding;
  /** The whole text of the file; JSON for a notebook. */
  readonly text: string;
  readonly document: SourceDocument;
  readonly notebook?: Notebook;
}

/** A file that is not looked at; one that nobody named is left out without a word when `quiet`. */
export interface Skipped {
  readonly reason: string;
  readonly quiet: boolean;
}

/** Reads a file from disk. */
export function loadFile(path: string, uri: string): Loaded | Skipped {
  const bytes = readBytes(path);
  return 'reason' in bytes ? bytes : loadBytes(bytes, path, uri);
}

/** The bytes of a file on disk, unless it is too large to look at. */
export function readBytes(path: string): Buffer | Skipped {
  try {
    const { size } = statSync(path);
    const limit = byteLimits[isNotebookPath(path) ? 'notebook' : 'text'];
    return size > limit ? tooLarge(`${Math.round(size / 1e6)} MB`, path) : readFileSync(path);
  } catch (error) {
    return { reason: `could not be read: ${systemReason(error)}`, quiet: false };
  }
}

/** Makes a document of the bytes of a file. */
export function loadBytes(bytes: Buffer, path: string, uri: string): Loaded | Skipped {
  const encoding = encodingOf(bytes);
  if (encoding === undefined) return { reason: 'is a binary file', quiet: true };
  const text = decode(bytes, encoding);
  if (!isNotebookPath(path)) {
    if (text.length > textLimit) return tooLarge(`${(text.length / 1e6).toFixed(1)} MB`, path);
    return { bytes, encoding, text, document: { uri, language: languageOf(path), text } };
  }
  const reading = readNotebook(text.replace(/^\uFEFF/, ' '));
  if (reading.kind === 'problem') return { reason: reading.reason, quiet: false };
  if (reading.kind === 'other language') return { reason: 'is not a Python notebook', quiet: true };
  const { notebook } = reading;
  if (notebook.text.length > textLimit)
    return tooLarge(`${(notebook.text.length / 1e6).toFixed(1)} MB of code`, path);
  const { text: code, cellStarts } = notebook;
  const document: SourceDocument = { uri, language: 'python', text: code, cellStarts };
  return { bytes, encoding, text, document, notebook };
}

/** The bytes of a text in the encoding of its file. */
export function encode(text: string, encoding: Encoding): Buffer {
  if (encoding !== 'utf16be') return Buffer.from(text, encoding);
  return Buffer.from(text, 'utf16le').swap16();
}

export function isNotebookPath(path: string): boolean {
  return path.endsWith('.ipynb');
}

/** What the system says about a file, without its error number. */
export function systemReason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOENT') return 'no such file or directory';
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'EISDIR') return 'is a directory';
  return error instanceof Error ? error.message : String(error);
}

function encodingOf(bytes: Buffer): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe && bytes.length % 2 === 0) return 'utf16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0) return 'utf16be';
  if (bytes.includes(0)) return undefined;
  return isUtf8(bytes) ? 'utf8' : 'latin1';
}

function decode(bytes: Buffer, encoding: Encoding): string {
  if (encoding !== 'utf16be') return bytes.toString(encoding);
  return Buffer.from(bytes).swap16().toString('utf16le');
}

/** Scripts of this size are bundles, which nobody expects to be looked at. */
function tooLarge(size: string, path: string): Skipped {
  const reason = `is too large to look at: ${size}, the limit is 2 MB of code`;
  return { reason, quiet: isScript(languageOf(path)) };
}
