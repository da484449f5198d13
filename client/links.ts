import * as vscode from 'vscode';
import type { Explainer } from './explainer';
import type { Simulator } from './panel';
import { readShareLink } from './share-link';

/** Answers links to `rule/<id>`, `topic/<id>` and `simulate?<state>`; what such a link says is not trusted. */
export function registerLinks(explainer: Explainer, simulator: Simulator): vscode.Disposable {
  return vscode.window.registerUriHandler({
    async handleUri({ path, query }) {
      const [, kind, id, more] = path.split('/');
      if (kind === 'simulate' && id === undefined) return openShared(simulator, query);
      const known = (kind === 'rule' || kind === 'topic') && id !== undefined && more === undefined;
      await explainer.open(known ? id : '');
    },
  });
}

function openShared(simulator: Simulator, query: string): void {
  const state = readShareLink(query);
  if (state) simulator.openShared(state);
  else void vscode.window.showWarningMessage(vscode.l10n.t('This link shows no layer.'));
}
