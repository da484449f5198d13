import * as vscode from 'vscode';
import type { SimulationInput } from '../engine/simulation-input';
import type { SimulationAnswer } from '../server/protocol';
import {
  readFromWebview,
  type FromWebview,
  type SavedState,
  type ToWebview,
  type ViewSettings,
} from '../server/webview-messages';
import type { SimulatorHost } from './panel';
import { applyRate, revealSource } from './panel-edits';
import { saveFile } from './panel-files';
import { shareLink } from './share-link';
import { followSource, type FollowedSource } from './panel-source';

/** The host's side of one open panel. */
export interface Conversation extends vscode.Disposable {
  show(answer: SimulationAnswer): void;
}

/** What a panel begins with: an answer of the server, what a panel showed before a reload, or a link. */
export type Beginning =
  | { readonly answer: SimulationAnswer }
  | { readonly restored: SimulationInput | undefined }
  | { readonly shared: SavedState };

/** What is said to the reader when something has been done, or why it could not be. */
export interface Notice {
  readonly text: string;
  readonly failed: boolean;
}

/** Answers the messages of a panel, and tells it of every change of its layer in the code. */
export function createConversation(
  webview: vscode.Webview,
  host: SimulatorHost,
  begin: Beginning,
): Conversation {
  let input = inputOf(begin);
  const post = (message: ToWebview): void => void webview.postMessage(message);
  const source = followSource(host, (found) => {
    input = found?.input ?? input;
    post(found ? { kind: 'show', input: found.input } : { kind: 'lost' });
  });
  const answer = async (message: FromWebview): Promise<void> => {
    // Messages to a hidden view are lost, so it says when it is ready and gets everything again.
    if (message.kind === 'ready')
      return input && post({ kind: 'show', input, ...settingsOf(begin) });
    if (message.kind === 'explain') return host.explain(message.rule);
    const notice = await perform(message, input, source);
    if (notice) post({ kind: 'notice', ...notice });
  };
  const listening = webview.onDidReceiveMessage((raw: unknown) => {
    const message = readFromWebview(raw);
    if (message) answer(message).catch((error: unknown) => post(failure(error)));
  });
  if ('answer' in begin) source.follow(begin.answer);
  else if ('restored' in begin && begin.restored) source.find(begin.restored);
  return {
    show(next) {
      input = next.input;
      source.follow(next);
      post({ kind: 'show', input });
    },
    dispose() {
      source.dispose();
      listening.dispose();
    },
  };
}

function inputOf(begin: Beginning): SimulationInput | undefined {
  if ('answer' in begin) return begin.answer.input;
  return 'shared' in begin ? begin.shared.input : begin.restored;
}

function settingsOf(begin: Beginning): { readonly settings?: ViewSettings } {
  return 'shared' in begin ? { settings: begin.shared.settings } : {};
}

async function perform(
  message: Exclude<FromWebview, { kind: 'ready' | 'explain' }>,
  input: SimulationInput | undefined,
  source: FollowedSource,
): Promise<Notice | undefined> {
  if (message.kind === 'save') return saveFile(message);
  if (message.kind === 'copy') {
    await vscode.env.clipboard.writeText(message.text);
    return { text: 'Copied.', failed: false };
  }
  if (message.kind === 'share') {
    if (!input) return { text: 'There is no layer to share.', failed: true };
    await vscode.env.clipboard.writeText(shareLink(vscode.env.uriScheme, input, message.settings));
    return { text: 'Copied a link to this layer and its settings.', failed: false };
  }
  const place = await source.place();
  if (!place || !input) return { text: 'The layer is no longer in the code.', failed: true };
  if (message.kind === 'applyRate') return applyRate(input, place, message.rate);
  return revealSource(place);
}

function failure(error: unknown): ToWebview {
  const text = error instanceof Error ? error.message : String(error);
  return { kind: 'notice', text: text.slice(0, 2000) || 'That did not work.', failed: true };
}
