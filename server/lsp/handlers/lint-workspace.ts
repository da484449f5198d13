import {
  WorkDoneProgress,
  type CancellationToken,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageserver/node';
import { pathToFileURL } from 'node:url';
import { discover } from '../../files/discover';
import { projectSettings } from '../../files/project-settings';
import type { WorkspaceReport, WorkspaceRun } from '../../protocol';
import type { Context } from '../context';
import { filePath } from '../../files/project-file';
import { canonicalUri } from '../convert';
import { turn } from '../safe';
import { diagnosticsByDocument } from './diagnostic';

export const nothingLinted: WorkspaceReport = { files: 0, findings: 0 };

/** Files that are looked at together: while one waits for others to be read, the next is looked at. */
const atOnce = 4;

/** Answers `dropoutLens/lintWorkspace`: open documents as they stand, all others as they lie on disk. */
export async function lintWorkspace(
  context: Context,
  { workDoneToken, visible = context.documents.owners() }: WorkspaceRun,
  token: CancellationToken,
): Promise<WorkspaceReport> {
  const { connection, client, status } = context;
  const tell = (
    value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd,
  ): void => {
    if (workDoneToken === undefined) return;
    void connection.sendProgress(WorkDoneProgress.type, workDoneToken, value);
  };
  tell({ kind: 'begin', title: 'Dropout Lens', percentage: 0 });
  status.analysing(true);
  try {
    await context.index.settled();
    const folders = client.folders.flatMap((uri) => filePath(uri) ?? []);
    const found = folders.flatMap(
      (folder) => discover([folder], folder, projectSettings({})).files,
    );
    const shown = new Map(visible.map((uri) => [canonicalUri(uri), uri]));
    const waiting = found.values();
    let findings = 0;
    let done = 0;
    const lookAtSome = async (): Promise<void> => {
      for (const { path } of waiting) {
        // Other requests, and the cancel, come in between.
        await turn();
        if (token.isCancellationRequested) return;
        const count = await look(context, path, shown);
        findings += count;
        done++;
        const percentage = Math.round((100 * done) / found.length);
        tell({ kind: 'report', percentage, message: `${done} / ${found.length}` });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lookAtSome));
    return { files: found.length, findings };
  } finally {
    status.analysing(false);
    tell({ kind: 'end' });
  }
}

async function look(
  context: Context,
  path: string,
  shown: ReadonlyMap<string, string>,
): Promise<number> {
  const uri = shown.get(pathToFileURL(path).href);
  if (uri === undefined) return context.workspaceFindings.look(path);
  const found = await diagnosticsByDocument(context, uri);
  return [...found.values()].reduce((sum, diagnostics) => sum + diagnostics.length, 0);
}
