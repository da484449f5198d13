import {
  DocumentDiagnosticReportKind,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type FullDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { Context } from '../context';
import type { WorkspaceIndex } from '../workspace-index';
import { toLocation } from '../convert';
import { toDiagnostic } from '../to-protocol';

export const noDiagnostics: FullDocumentDiagnosticReport = {
  kind: DocumentDiagnosticReportKind.Full,
  items: [],
};

/** Answers `textDocument/diagnostic`; a cell gets only its own findings. */
export async function diagnostic(
  context: Context,
  { textDocument: { uri } }: DocumentDiagnosticParams,
): Promise<FullDocumentDiagnosticReport> {
  context.workspaceFindings.handOver(context.documents.owner(uri));
  const found = await diagnosticsByDocument(context, uri);
  return { kind: DocumentDiagnosticReportKind.Full, items: found.get(uri) ?? [] };
}

/** Longest time (milliseconds) for which an answer waits for other files; what they change later is asked for again. */
const patience = 1_000;

/** What is found once the files that it depends on have been read, or what can be found by then. */
async function whenKnown<T>(index: WorkspaceIndex, find: () => T): Promise<T> {
  const end = Date.now() + patience;
  let found = find();
  for (let left = patience; left > 0 && (await isNews(index, left)); left = end - Date.now()) {
    found = find();
  }
  return found;
}

/** Whether something was read by the end of that time. */
async function isNews(index: WorkspaceIndex, within: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), within);
  });
  try {
    return await Promise.race([index.settled(), limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** The findings of a document, or of the whole notebook that a cell belongs to, by document or cell. */
export async function diagnosticsByDocument(
  { analysis, service, index, client, sourceAt }: Context,
  uri: string,
): Promise<Map<string, Diagnostic[]>> {
  const source = await analysis.current(uri);
  const found = new Map<string, Diagnostic[]>();
  if (!source) return found;
  for (const { document } of source.parts) found.set(document.uri, []);
  const findings = await whenKnown(index, () => service.findings(source.document.uri));
  for (const finding of findings) {
    const place = toLocation(source, finding.span).uri;
    found.get(place)?.push(toDiagnostic(source, finding, client.look, sourceAt));
  }
  return found;
}
