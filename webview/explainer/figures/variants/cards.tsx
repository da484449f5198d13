import type { Figures } from '../figures';
import { Gallery } from './gallery';
import { DropConnect, Locked, StochasticDepth, Zoneout } from './grids';
import { DropBlock, FeatureAlpha, Spatial } from './maps';
import { Attention, Embedding, MonteCarlo, Recurrent } from './sequences';
import { Alpha, Concrete, Gaussian } from './values';

/** The live figure of each variant, and of the page on all of them. */
export const cards: Figures = {
  variants: Gallery,
  'spatial-dropout': Spatial,
  dropblock: DropBlock,
  'variational-dropout': Locked,
  'recurrent-dropout': Recurrent,
  zoneout: Zoneout,
  dropconnect: DropConnect,
  'alpha-dropout': Alpha,
  'feature-alpha-dropout': FeatureAlpha,
  'gaussian-dropout': Gaussian,
  'stochastic-depth': StochasticDepth,
  'attention-dropout': Attention,
  'embedding-dropout': Embedding,
  'concrete-dropout': Concrete,
  'monte-carlo-dropout': MonteCarlo,
};
