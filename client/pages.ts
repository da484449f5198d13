import * as vscode from 'vscode';
import { pageRequest, pageScheme } from '../server/protocol';
import type { Server } from './language-client';

/** Gives the documents `dropout-lens:/<id>.md` their text; the explainer shows them. */
export function registerPages(server: Server): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(pageScheme, {
    async provideTextDocumentContent(uri) {
      const page = await server.ask(pageRequest, { id: pageId(uri) });
      return page?.markdown ?? `There is no page named “${pageId(uri)}”.\n`;
    },
  });
}

/** The page that an address of our scheme names. */
export function pageId({ path }: vscode.Uri): string {
  return path.replace(/^.*\//, '').replace(/\.md$/, '');
}
