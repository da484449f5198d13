import * as vscode from 'vscode';
import type { FromWebview } from '../server/webview-messages';
import type { Notice } from './panel-conversation';

/** Asks where to keep an exported file and writes it there, locally, over remote or on the web. */
export async function saveFile(
  file: Extract<FromWebview, { kind: 'save' }>,
): Promise<Notice | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    defaultUri: folder && vscode.Uri.joinPath(folder, file.name),
    saveLabel: 'Export',
  });
  if (!target) return undefined;
  await vscode.workspace.fs.writeFile(target, bytesOf(file));
  return { text: `Saved ${target.path.split('/').at(-1) ?? file.name}.`, failed: false };
}

function bytesOf(file: Extract<FromWebview, { kind: 'save' }>): Uint8Array {
  if (file.encoding === 'text') return new TextEncoder().encode(file.data);
  return Uint8Array.from(atob(file.data), (character) => character.charCodeAt(0));
}
