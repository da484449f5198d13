import * as vscode from 'vscode';
import type { DocumentOffset, DocumentPlace, SimulationAnswer } from '../server/protocol';
import { readState, type SavedState } from '../server/webview-messages';
import { createConversation, type Beginning, type Conversation } from './panel-conversation';
import { partsOf, webviewOptions } from './panel-page';
import { simulatorPage } from './simulator-page';

/** What the simulator needs from the rest of the client. */
export interface SimulatorHost {
  readonly extensionUri: vscode.Uri;
  /** The layer at a place, asked of the language server again whenever its document changes. */
  simulation(place: DocumentPlace | DocumentOffset): Thenable<SimulationAnswer | null | undefined>;
  /** Opens the page of a rule. */
  explain(rule: string): void;
}

/** The one simulator panel of a window. */
export interface Simulator extends vscode.Disposable {
  /** Shows a layer beside the editor, in the panel that is open already where there is one; the focus stays. */
  open(answer: SimulationAnswer): void;
  /** Shows a layer that came by a link, with the settings it came with. */
  openShared(state: SavedState): void;
}

/** The view type of the simulator, for `onWebviewPanel:` and the serializer. */
export const simulatorViewType = 'dropoutLens.simulator';

/** Registers the simulator and its restoring after a reload; nothing is opened or loaded yet. */
export function registerSimulator(host: SimulatorHost): Simulator {
  let current: Shown | undefined;
  const show = (panel: vscode.WebviewPanel, begin: Beginning): void => {
    const shown = attach(panel, host, begin);
    current = shown;
    panel.onDidDispose(() => {
      shown.conversation.dispose();
      if (current === shown) current = undefined;
    });
  };
  const serializer = vscode.window.registerWebviewPanelSerializer(simulatorViewType, {
    deserializeWebviewPanel(panel, state: unknown) {
      const saved: SavedState | undefined = readState(state);
      current?.panel.dispose();
      show(panel, { restored: saved?.input });
      return Promise.resolve();
    },
  });
  return {
    open(answer) {
      if (current) {
        current.conversation.show(answer);
        current.panel.reveal(undefined, true);
      } else {
        show(createPanel(host), { answer });
      }
    },
    openShared(shared) {
      current?.panel.dispose();
      show(createPanel(host), { shared });
    },
    // The panel itself stays: the window disposes of this when it reloads, and then restores the panel.
    dispose() {
      current?.conversation.dispose();
      serializer.dispose();
    },
  };
}

interface Shown {
  readonly panel: vscode.WebviewPanel;
  readonly conversation: Conversation;
}

function createPanel(host: SimulatorHost): vscode.WebviewPanel {
  const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  return vscode.window.createWebviewPanel(
    simulatorViewType,
    'Dropout Simulator',
    place,
    webviewOptions(host.extensionUri),
  );
}

function attach(panel: vscode.WebviewPanel, host: SimulatorHost, begin: Beginning): Shown {
  panel.webview.options = webviewOptions(host.extensionUri);
  const conversation = createConversation(panel.webview, host, begin);
  panel.webview.html = simulatorPage(partsOf(panel.webview, host.extensionUri, 'webview'));
  return { panel, conversation };
}
