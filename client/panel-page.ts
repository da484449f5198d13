import * as vscode from 'vscode';
import type { PageParts } from './webview-page';

/** The addresses that a view's page needs inside one webview, with a nonce of its own. */
export function partsOf(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  bundle: 'webview' | 'explainer',
): PageParts {
  const address = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', name)).toString();
  return {
    script: address(`${bundle}.js`),
    style: address(`${bundle}.css`),
    cspSource: webview.cspSource,
    nonce: createNonce(),
  };
}

/** What every view of ours may do: run its own scripts, and load nothing but the built files. */
export function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')],
  };
}

function createNonce(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, 'x');
}
