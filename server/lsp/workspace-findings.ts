import { pathToFileURL } from 'node:url';
import type { Connection, Diagnostic } from 'vscode-languageserver/node';
import { isAtOrBelow } from '../files/discover';
import { loadFile, type Loaded } from '../files/load';
import type { Service } from '../service/service-types';
import type { Configuration } from './configuration';
import type { Client } from './context';
import { canonicalUri } from './convert';
import type { Documents } from './documents';
import { filePath } from '../files/project-file';
import { turn, type Report } from './safe';
import { sourceOnDisk } from './source-on-disk';
import { toDiagnostic, type SourceAt } from './to-protocol';
import type { WorkspaceIndex } from './workspace-index';

/** Findings of files that nobody looks at, as a run over the workspace found them. */
export interface WorkspaceFindings {
  /** Reads a file from disk and shows its findings; returns their number. */
  look(path: string): Promise<number>;
  /** Looks again at those of the files at or below some paths that were looked at before; at all without paths. */
  lookAtChanged(paths: readonly string[] | undefined): void;
  /** Looks again at every file whose findings no longer hold because of others. */
  renewStale(): void;
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
  readonly index: WorkspaceIndex;
  readonly client: Client;
  readonly report: Report;
  readonly sourceAt: SourceAt;
}

/** The findings of a file as they were shown. */
interface Shown {
  readonly count: number;
  readonly isCurrent: () => boolean;
}

/** Makes the store; closing a file takes its findings back from the editor's own asking. */
export function createWorkspaceFindings(parts: WorkspaceParts): WorkspaceFindings {
  const { connection, documents, report } = parts;
  const shown = new Map<string, Shown>();
  const handedOver = new Set<string>();
  const waiting = new Set<string>();
  let working: Promise<void> | undefined;
  documents.onClose(({ owner, whole }) => {
    if (!whole) return;
    handedOver.delete(canonicalUri(owner));
    if (shown.has(canonicalUri(owner))) lookLater([canonicalUri(owner)]);
  });
  return {
    look,
    lookAtChanged(paths) {
      const isChanged = (uri: string): boolean =>
        paths?.some((one) => isAtOrBelow(filePath(uri) ?? '', one)) ?? true;
      lookLater([...shown.keys()].filter(isChanged));
    },
    renewStale: () =>
      lookLater([...shown].flatMap(([uri, { isCurrent }]) => (isCurrent() ? [] : [uri]))),
    renew: () => lookLater([...shown.keys()]),
    handOver: (uri) => {
      const own = canonicalUri(uri);
      handedOver.add(own);
      if (shown.get(own)?.count) void show(own, [], neverStale);
    },
  };

  async function look(path: string): Promise<number> {
    const uri = pathToFileURL(path).href;
    handedOver.delete(uri);
    const { diagnostics, isCurrent } = await diagnose(parts, path, uri);
    await show(uri, diagnostics, isCurrent);
    return diagnostics.length;
  }

  async function show(
    uri: string,
    diagnostics: Diagnostic[],
    isCurrent: () => boolean,
  ): Promise<void> {
    const had = shown.get(uri)?.count ?? 0;
    shown.set(uri, { count: diagnostics.length, isCurrent });
    if (had + diagnostics.length > 0) await connection.sendDiagnostics({ uri, diagnostics });
  }

  function lookLater(uris: readonly string[]): void {
    for (const uri of uris) waiting.add(uri);
    working ??= lookAtWaiting()
      .catch((error: unknown) => report('look again', error))
      .finally(() => (working = undefined));
  }

  /** One after the other, with room for requests in between. */
  async function lookAtWaiting(): Promise<void> {
    for (const uri of waiting) {
      await turn();
      waiting.delete(uri);
      const path = handedOver.has(uri) ? undefined : filePath(uri);
      if (path !== undefined) await look(path);
    }
  }
}

const neverStale = (): boolean => true;

async function diagnose(
  { configuration, service, index, client, sourceAt }: WorkspaceParts,
  path: string,
  uri: string,
): Promise<{ readonly diagnostics: Diagnostic[]; readonly isCurrent: () => boolean }> {
  const nothing = { diagnostics: [], isCurrent: neverStale };
  const settings = await configuration.load(uri);
  if (!settings.enable || configuration.excluded(uri)) return nothing;
  const loaded = loadFile(path, uri);
  if (!('document' in loaded)) return nothing;
  await service.ready(loaded.document);
  const look = service.look(loaded.document);
  let found = look();
  while (await index.settled()) found = look();
  const { findings, isCurrent } = found;
  const source = sourceOnDisk(loaded);
  const diagnostics = findings.map((finding) => {
    const diagnostic = toDiagnostic(source, finding, client.look, sourceAt);
    return loaded.notebook ? inNotebookFile(diagnostic, loaded, finding.span.start) : diagnostic;
  });
  return { diagnostics, isCurrent };
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
