import { useEffect, useState } from 'preact/hooks';
import type { Lens } from '../lens';
import { Applications } from './applications';
import { BatchNormFigure } from './batch-norm';
import { Costs } from './costs';
import { Ensemble } from './ensemble';
import type { Figures } from './figures';
import { Libraries } from './libraries';
import { Masks } from './masks';
import { Mathematics } from './mathematics';
import { Misstatements } from './misstatements';
import { Modes } from './modes';
import { Overfitting } from './overfitting';
import { Penalties } from './penalties';
import { PlacementStrip } from './placement-strip';
import { Rates } from './rates';
import { Redundancy } from './redundancy';
import { Regularisers } from './regularisers';
import { Robustness } from './robustness';
import { Scaling } from './scaling';

/** The live figure of each topic. */
const ofTopics: Figures = {
  'what-dropout-is': Masks,
  mathematics: Mathematics,
  'train-and-eval': Modes,
  scaling: Scaling,
  'overfitting-and-co-adaptation': Overfitting,
  ensemble: Ensemble,
  redundancy: Redundancy,
  placement: PlacementStrip,
  rate: Rates,
  'layers-and-libraries': Libraries,
  'l1-and-l2': Penalties,
  'other-regularisers': Regularisers,
  'batch-normalisation': BatchNormFigure,
  benefits: Robustness,
  costs: Costs,
  applications: Applications,
  'common-misstatements': Misstatements,
};

/** The live figure of a page that has one; those of the variants are loaded with the first of them. */
export function Figure({ lens, page }: FigureProps) {
  const [cards, take] = useState<Figures>({});
  const isCard = page === 'variants' || lens.page(page)?.kind === 'variant';
  useEffect(() => {
    if (isCard) void import('./variants/cards').then((part) => take(part.cards));
  }, [isCard]);
  const Shown = isCard ? cards[page] : ofTopics[page];
  return Shown ? <Shown key={page} lens={lens} /> : null;
}

interface FigureProps {
  readonly lens: Lens;
  readonly page: string;
}
