import { webviewPage, type PageParts } from './webview-page';

/** The HTML of the simulator. */
export function simulatorPage(parts: PageParts): string {
  return webviewPage({ title: 'Dropout Simulator', landmark: 'simulator' }, parts);
}
