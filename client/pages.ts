import * as vscode from 'vscode';
import { pageRequest, pageScheme } from '../server/protocol';
import type { Server } from './language-client';

/** Rule pages and topics, read from the server and shown as Markdown; no network. */
export interface Pages extends vscode.Disposable {
  /** Opens a page by its id; tells the user when there is none. */
  open(id: string): Promise<void>;
}

/** Registers the documents `dropout-lens:/<id>.md`, to which diagnostics link. */
export function registerPages(server: Server): Pages {
  const registration = vscode.workspace.registerTextDocumentContentProvider(pageScheme, {
    async provideTextDocumentContent({ path }) {
      const page = await server.ask(pageRequest, { id: pageId(path) });
      return page?.markdown ?? `There is no page named “${pageId(path)}”.\n`;
    },
  });
  return {
    async open(id) {
      if (!isPageId(id) || !(await server.ask(pageRequest, { id }))) {
        void vscode.window.showWarningMessage(vscode.l10n.t('There is no such page.'));
        return;
      }
      const uri = vscode.Uri.from({ scheme: pageScheme, path: `/${id}.md` });
      const place = { viewColumn: vscode.ViewColumn.Beside, preview: true };
      await vscode.commands.executeCommand('vscode.openWith', uri, markdownPreview, place);
    },
    dispose: () => registration.dispose(),
  };
}

/** The rendered view that VS Code brings; the manifest makes it the default for our scheme. */
const markdownPreview = 'vscode.markdown.preview.editor';

/** Ids come from links too: words and hyphens only. */
function isPageId(id: unknown): id is string {
  return typeof id === 'string' && /^[a-z0-9-]{1,80}$/.test(id);
}

function pageId(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.md$/, '');
}
