import * as vscode from 'vscode';
import { WorkDoneProgress, type WorkDoneProgressBegin } from 'vscode-languageclient/node';
import { lintWorkspaceRequest } from '../../server/protocol';
import type { Parts } from './register';

/** Looks at every Python file and notebook of the workspace, with progress and a way to stop. */
export async function lintWorkspace({ server }: Parts): Promise<void> {
  const title = vscode.l10n.t('Looking for dropout faults');
  const location = vscode.ProgressLocation.Notification;
  const report = await vscode.window.withProgress(
    { location, title, cancellable: true },
    async (progress, token) => {
      const workDoneToken = `dropoutLens-${Date.now()}`;
      let shown = 0;
      const listening = server.client.onProgress(WorkDoneProgress.type, workDoneToken, (news) => {
        const { message, percentage = shown } = news as Partial<WorkDoneProgressBegin>;
        progress.report({ message, increment: percentage - shown });
        shown = percentage;
      });
      try {
        return await server.ask(lintWorkspaceRequest, { workDoneToken, visible: visible() }, token);
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      } finally {
        listening.dispose();
      }
    },
  );
  if (!report) return;
  const open = vscode.l10n.t('Show Problems');
  const { files, findings } = report;
  const summary = vscode.l10n.t('Looked at {0} files: {1} dropout findings.', files, findings);
  const choice = await vscode.window.showInformationMessage(summary, open);
  if (choice === open) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

/** What is in a tab: VS Code asks for the findings of these itself. */
function visible(): string[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.flatMap(({ input }) => {
    const isDocument =
      input instanceof vscode.TabInputText || input instanceof vscode.TabInputNotebook;
    return isDocument ? [input.uri.toString()] : [];
  });
}
