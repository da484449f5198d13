import * as vscode from 'vscode';
import {
  readFromExplainer,
  type FromExplainer,
  type ToExplainer,
} from '../server/explainer-messages';
import type { SimulationAnswer } from '../server/protocol';
import type { Wish } from './explainer';
import type { ExplainedPlace, ExplainerHost } from './explainer-host';
import { followSource } from './panel-source';

/** The host's side of one open explainer. */
export interface ExplainerConversation extends vscode.Disposable {
  show(wish: Wish): void;
}

/** Answers the messages of an explainer, and tells it of every change of the reader's layer. */
export function createConversation(
  panel: vscode.WebviewPanel,
  host: ExplainerHost,
  first: Wish | undefined,
): ExplainerConversation {
  const { webview } = panel;
  let wish = first;
  let layer: SimulationAnswer | undefined;
  const post = (message: ToExplainer): void => void webview.postMessage(message);
  const fail = (error: unknown): void => {
    const text = error instanceof Error ? error.message : String(error);
    post({ kind: 'notice', text: text.slice(0, 2000) || 'That did not work.', failed: true });
  };
  const source = followSource(host, (found) => {
    if (found) tellOwn({ uri: found.uri, position: found.range.start }).catch(fail);
  });
  const tellOwn = async (place: ExplainedPlace | undefined): Promise<void> => {
    const own = await host.own(place);
    layer = own.answer;
    if (layer) source.follow(layer);
    post(own.message);
  };
  // Messages to a hidden view are lost, so it says when it is ready and gets everything again.
  const begin = async (): Promise<void> => {
    post({ kind: 'progress', cards: host.progress });
    const library = await host.library();
    if (wish) post({ kind: 'open', page: wish.page });
    post(library);
    await tellOwn(wish?.place ?? placeOf(layer));
  };
  const answer = async (message: FromExplainer): Promise<void> => {
    if (message.kind === 'ready') return begin();
    if (message.kind === 'progress') return host.keep(message.cards);
    if (message.kind === 'simulate') return layer && host.simulate(layer);
    if (message.kind === 'copy') {
      await vscode.env.clipboard.writeText(message.text);
      return post({ kind: 'notice', text: 'Copied.', failed: false });
    }
    if (message.page === wish?.page) wish = undefined;
  };
  const listening = webview.onDidReceiveMessage((raw: unknown) => {
    const message = readFromExplainer(raw);
    if (message) answer(message).catch(fail);
  });
  return {
    show(next) {
      wish = next;
      post({ kind: 'open', page: next.page });
      tellOwn(next.place).catch(fail);
    },
    dispose() {
      source.dispose();
      listening.dispose();
    },
  };
}

function placeOf(layer: SimulationAnswer | undefined): ExplainedPlace | undefined {
  return layer && { uri: layer.uri, position: layer.range.start };
}
