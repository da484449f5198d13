import * as vscode from 'vscode';
import { simulatorPage } from './simulator-page';

/** The page of the simulator with addresses of this webview and a nonce of its own. */
export function pageOf(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const address = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', name)).toString();
  return simulatorPage({
    script: address('webview.js'),
    style: address('webview.css'),
    cspSource: webview.cspSource,
    nonce: createNonce(),
  });
}

function createNonce(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, 'x');
}
