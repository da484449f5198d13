import { pathToFileURL } from 'node:url';
import type { Connection, Diagnostic } from 'vscode-languageserver/node';
import { loadFile, type Loaded } from '../files/load';
import type { Service } from '../service/service-types';
import type { Analysis } from './analysis';
import type { Configuration } from './configuration';
import type { Client } from './context';
import type { Documents } from './documents';
import { filePath } from '../files/project-file';
import type { Report } from './safe';
import { sourceOnDisk } from './source-on-disk';
import { toDiagnostic, type SourceAt } from './to-protocol';

/** Findings of files that nobody looks at, as a run over the workspace found them. */
export interface WorkspaceFindings {
  /** Reads a file from disk and shows its findings; returns their number. */
  look(path: string): Promise<number>;
  /** Looks again at a file, if it was looked at before. */
  lookAgain(uri: string): void;
  /** Looks again at every file that was looked at. */
  renew(): void;
  /** Takes the findings of a file away, because the editor shows them itself now. */
  handOver(uri: string): void;
}

export interface WorkspaceParts {
  readonly connection: Connection;
  readonly documents: Documents;
  readonly configuration: Configuration;
  readonly service: Service;
  readonly analysis: Analysis;
  readonly client: Client;
  readonly report: Report;
  readonly sourceAt: SourceAt;
}

/** Makes the store; closing a file takes its findings back from the editor's own asking. */
export function createWorkspaceFindings(parts: WorkspaceParts): WorkspaceFindings {
  const { connection, documents, report } = parts;
  const shown = new Map<string, number>();
  const handedOver = new Set<string>();
  const show = async (uri: string, diagnostics: Diagnostic[]): Promise<void> => {
    const had = shown.get(uri) ?? 0;
    shown.set(uri, diagnostics.length);
    if (had + diagnostics.length > 0) await connection.sendDiagnostics({ uri, diagnostics });
  };
  const look = async (path: string): Promise<number> => {
    const uri = pathToFileURL(path).href;
    handedOver.delete(uri);
    const diagnostics = await diagnose(parts, path, uri);
    await show(uri, diagnostics);
    return diagnostics.length;
  };
  const lookAgain = (uri: string): void => {
    const path = shown.has(uri) && !handedOver.has(uri) ? filePath(uri) : undefined;
    if (path !== undefined) void look(path).catch((error: unknown) => report('look again', error));
  };
  documents.onClose(({ owner, whole }) => {
    if (!whole) return;
    handedOver.delete(owner);
    lookAgain(owner);
  });
  return {
    look,
    lookAgain,
    renew: () => [...shown.keys()].forEach(lookAgain),
    handOver: (uri) => {
      handedOver.add(uri);
      if (shown.get(uri)) void show(uri, []);
    },
  };
}

async function diagnose(
  { configuration, service, analysis, client, sourceAt }: WorkspaceParts,
  path: string,
  uri: string,
): Promise<Diagnostic[]> {
  const settings = await configuration.load(uri);
  if (!settings.enable || configuration.excluded(uri)) return [];
  const loaded = loadFile(path, uri);
  if (!('document' in loaded)) return [];
  await service.ready(loaded.document);
  service.update(loaded.document);
  const findings = service.findings(uri);
  // A document that is open but in no tab has another text: it is given again when it is asked for.
  analysis.forget(uri);
  service.remove(uri);
  const source = sourceOnDisk(loaded);
  return findings.map((finding) => {
    const diagnostic = toDiagnostic(source, finding, client.look, sourceAt);
    return loaded.notebook ? inNotebookFile(diagnostic, loaded, finding.span.start) : diagnostic;
  });
}

/** A closed notebook has no cells that an address could name, so the message names the cell. */
function inNotebookFile(diagnostic: Diagnostic, { notebook }: Loaded, offset: number): Diagnostic {
  const starts = notebook?.cellStarts ?? [];
  const cell = starts.filter((start) => start <= offset).length - 1;
  const number = (notebook?.cells[cell]?.index ?? 0) + 1;
  const start = { line: 0, character: 0 };
  return {
    ...diagnostic,
    range: { start, end: start },
    message: `Cell ${number}: ${diagnostic.message}`,
    relatedInformation: [],
    data: undefined,
  };
}
