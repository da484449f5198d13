import * as vscode from 'vscode';
import type { Pages } from './pages';

/** Answers `vscode://dropout-lens.dropout-lens/rule/<id>`; what such a link says is not trusted. */
export function registerLinks(pages: Pages): vscode.Disposable {
  return vscode.window.registerUriHandler({
    async handleUri({ path }) {
      const [, kind, id, more] = path.split('/');
      const known = kind === 'rule' && id !== undefined && more === undefined;
      await pages.open(known ? id : '');
    },
  });
}
