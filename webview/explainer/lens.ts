import type { ModelStrip } from '../../engine/model-strip';
import type { SimulationInput } from '../../engine/simulation-input';
import type { CardProgress, ExplainerPage } from '../../server/explainer-messages';
import type { Lab } from './lab/lab';

/** What pages and figures see of the one state, and what they may do with it. */
export interface Lens {
  /** The page that is looked at. */
  readonly current: string;
  /** The reader's own layer and model, as far as there are any. */
  readonly layer?: SimulationInput;
  readonly model?: ModelStrip;
  /** Rate, units and seed that all figures share; they follow the reader's layer until they are touched. */
  readonly rate: number;
  readonly units: number;
  readonly seed: number;
  readonly lab: Lab;
  readonly cards: CardProgress;
  page(id: string): ExplainerPage | undefined;
  open(id: string): void;
  copy(text: string): void;
  /** The settings of figures, kept by the editor; a number outside its range is brought into it. */
  number(name: string, usual: number, lowest: number, highest: number): number;
  choice<Name extends string>(name: string, usual: Name, names: readonly Name[]): Name;
  set(settings: Readonly<Record<string, number | string>>): void;
  answer(card: string, answer: 'known' | 'again'): void;
  forgetCards(): void;
}
