import {
  DocumentDiagnosticReportKind,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type FullDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { Context } from '../context';
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

/** The findings of a document, or of the whole notebook that a cell belongs to, by document or cell. */
export async function diagnosticsByDocument(
  { analysis, service, client, sourceAt }: Context,
  uri: string,
): Promise<Map<string, Diagnostic[]>> {
  const source = await analysis.current(uri);
  const found = new Map<string, Diagnostic[]>();
  if (!source) return found;
  for (const { document } of source.parts) found.set(document.uri, []);
  for (const finding of service.findings(source.document.uri)) {
    const place = toLocation(source, finding.span).uri;
    found.get(place)?.push(toDiagnostic(source, finding, client.look, sourceAt));
  }
  return found;
}
