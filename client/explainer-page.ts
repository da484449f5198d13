import { webviewPage, type PageParts } from './webview-page';

/** The HTML of the explainer. */
export function explainerPage(parts: PageParts): string {
  return webviewPage({ title: 'Dropout Explainer', landmark: 'explainer', type: 'module' }, parts);
}
