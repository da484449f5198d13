import type { ToExplainer } from '../../server/explainer-messages';
import { allRulePages } from '../../server/service/catalogue';
import { allPages } from '../../server/service/pages';
import { layer } from './inputs';
import type { Harness, OpenOptions, Opened } from './harness';

/** What the host sends to the explainer first: every page of the product. */
export const library: Extract<ToExplainer, { kind: 'library' }> = {
  kind: 'library',
  pages: allPages(allRulePages),
};

/** A layer and its model, as the host would read them from code. */
export const own: Extract<ToExplainer, { kind: 'own' }> = {
  kind: 'own',
  layer: layer({ title: 'nn.Dropout(p=0.4)', rate: 0.4, width: 96, model: 'Classifier' }),
  model: {
    name: 'Classifier',
    stops: [
      { kind: 'linear', title: 'nn.Linear(32, 96)', open: true },
      { kind: 'activation', title: 'nn.ReLU()', open: true },
      { kind: 'dropout', title: 'nn.Dropout(p=0.4)', open: true, rate: 0.4 },
      { kind: 'batchNorm', title: 'nn.BatchNorm1d(96)', open: true },
      { kind: 'linear', title: 'nn.Linear(96, 10)', open: true },
    ],
  },
};

/** Opens the explainer at a page, with everything that its host would send. */
export async function openExplainer(
  harness: Harness,
  page: string,
  options: OpenOptions = {},
): Promise<Opened> {
  const opened = await harness.open({ width: 1000, ...options, view: 'explainer' });
  await opened.send(library);
  await opened.send(own);
  await opened.send({ kind: 'open', page });
  await opened.page.locator('.explainer > article').waitFor();
  return opened;
}
