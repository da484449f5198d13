import * as vscode from 'vscode';
import { createConversation } from './explainer-conversation';
import type { ExplainedPlace, ExplainerHost } from './explainer-host';
import { explainerPage } from './explainer-page';
import { pageId } from './pages';
import { partsOf, webviewOptions } from './panel-page';

/** The explainer panel of a window, and the addresses that diagnostics link to. */
export interface Explainer extends vscode.Disposable {
  /** Shows a page beside the editor, in the panel that is open already where there is one; says so where there is no such page. */
  open(page: string, place?: ExplainedPlace): Promise<void>;
}

/** The view type of the panel, for `onWebviewPanel:` and the serializer. */
const panelType = 'dropoutLens.explainer';

/** The view type under which addresses of our scheme open, such as the link of a diagnostic's code. */
const addressType = 'dropoutLens.page';

/** Registers the explainer, its restoring after a reload and its addresses; nothing is opened or loaded yet. */
export function registerExplainer(host: ExplainerHost): Explainer {
  let current: Shown | undefined;
  const show = (panel: vscode.WebviewPanel, wish?: Wish): void => {
    const shown = attach(panel, host, wish);
    current = shown;
    panel.onDidDispose(() => {
      if (current === shown) current = undefined;
    });
  };
  const registered = vscode.Disposable.from(
    vscode.window.registerWebviewPanelSerializer(panelType, {
      deserializeWebviewPanel: (panel) => Promise.resolve(show(panel)),
    }),
    vscode.window.registerCustomEditorProvider(addressType, {
      resolveCustomTextEditor: ({ uri }, panel) => void attach(panel, host, { page: pageId(uri) }),
    }),
  );
  return {
    async open(page, place) {
      if (!(await host.knows(page))) {
        void vscode.window.showWarningMessage(vscode.l10n.t('There is no such page.'));
      } else if (current) {
        current.show({ page, place });
        current.panel.reveal(undefined, true);
      } else {
        show(createPanel(), { page, place });
      }
    },
    // The panel itself stays: the window disposes of this when it reloads, and then restores the panel.
    dispose: () => registered.dispose(),
  };
}

/** The page that somebody asked for, and the code it was asked at. */
export interface Wish {
  readonly page: string;
  readonly place?: ExplainedPlace;
}

interface Shown {
  readonly panel: vscode.WebviewPanel;
  show(wish: Wish): void;
}

function createPanel(): vscode.WebviewPanel {
  const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  return vscode.window.createWebviewPanel(panelType, 'Dropout Explainer', place);
}

function attach(panel: vscode.WebviewPanel, host: ExplainerHost, wish?: Wish): Shown {
  panel.webview.options = webviewOptions(host.extensionUri);
  const conversation = createConversation(panel, host, wish);
  panel.onDidDispose(() => conversation.dispose());
  panel.webview.html = explainerPage(partsOf(panel.webview, host.extensionUri, 'explainer'));
  return { panel, show: (next) => conversation.show(next) };
}
