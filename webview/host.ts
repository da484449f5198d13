import type { FromWebview, SavedState } from '../server/webview-messages';

/** The editor's side, as a webview sees it. */
export interface EditorApi {
  postMessage(message: FromWebview): void;
  getState(): unknown;
  setState(state: SavedState): void;
}

declare function acquireVsCodeApi(): EditorApi;

/** Takes the editor's interface; it may be taken once only. */
export function connect(): EditorApi {
  return acquireVsCodeApi();
}
