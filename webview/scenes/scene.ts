import type { ActivationKind, LayerUnderTest } from '../../engine/experiments';
import type { SimulationInput } from '../../engine/simulation-input';
import type { Phase } from '../../server/webview-messages';

/** One kind of fault, or the general case, as a comparison of two sides. */
export interface Scene {
  readonly id: string;
  /** What the model is used for when the fault shows. */
  readonly phase: Phase;
  readonly draw: (situation: Situation) => SceneView;
}

/** The layer and the conditions under which a scene looks at it; every number is in its legal range. */
export interface Situation {
  readonly input: SimulationInput;
  readonly rate: number;
  readonly width: number;
  readonly seed: number;
  readonly passes: number;
  readonly pass: number;
  readonly phase: Phase;
  readonly correlation: number;
  readonly kind: LayerUnderTest['kind'];
  readonly activation: ActivationKind;
  /** What one cell of the mask is: unit, channel, sample … */
  readonly noun: string;
}

/** Everything that a scene shows, as plain data that a worker can send. */
export interface SceneView {
  readonly verdict: Sentence;
  readonly yours: Side;
  readonly other: Side;
  readonly numbers: readonly NumberRow[];
  /** Why it is so, in two or three sentences. */
  readonly lesson: string;
  readonly formula: FormulaName;
}

/** One of the two compared sides. */
export interface Side {
  readonly title: string;
  readonly note: string;
  readonly headline: { readonly value: string; readonly label: string };
  readonly figure: Figure;
}

/** A row of the table under the two sides; numbers, so that a test can compare them with the engine. */
export interface NumberRow {
  readonly name: string;
  readonly yours: number;
  readonly other: number;
  readonly as?: 'share';
}

/** Plain and strong pieces, in reading order. */
export type Sentence = readonly (string | { readonly strong: string })[];

/** The picture of a side. */
export type Figure = CellsFigure | DistributionFigure | MapsFigure;

/** One cell for each unit: kept, dropped, or a third state that the legend names. */
export interface CellsFigure {
  readonly kind: 'cells';
  readonly states: Uint8Array;
  readonly columns?: number;
  readonly legend: readonly { readonly state: CellState; readonly label: string }[];
  readonly summary: string;
}

/** 0 dropped, 1 kept, 2 what the legend says. */
export type CellState = 0 | 1 | 2;

/** A histogram, with the outline of what it should be and a value held by many at once. */
export interface DistributionFigure {
  readonly kind: 'distribution';
  readonly bins: readonly Bin[];
  readonly outline?: { readonly bins: readonly Bin[]; readonly label: string };
  readonly spike?: { readonly at: number; readonly share: number };
  readonly marker?: { readonly at: number; readonly label: string };
  readonly domain: readonly [number, number];
  /** The largest share of the two sides, so that their heights compare. */
  readonly ceiling: number;
  readonly axis: string;
  readonly summary: string;
}

/** One bar of a histogram with its share of all values. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

/** Tiles of values beside each other, each a map or a slice; dropped values are masked out. */
export interface MapsFigure {
  readonly kind: 'maps';
  readonly tiles: number;
  /** Tiles beside each other. */
  readonly across: number;
  /** Rows and columns of one tile. */
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
  readonly mask: Uint8Array;
  readonly summary: string;
}

/** The formulas that scenes refer to. */
export type FormulaName =
  | 'inverted'
  | 'shift'
  | 'linear shift'
  | 'logits'
  | 'regression'
  | 'missing eval'
  | 'stacked'
  | 'alpha'
  | 'spatial'
  | 'max pool'
  | 'saturating'
  | 'unscaled'
  | 'recomputed'
  | 'repeated'
  | 'recurrent'
  | 'attention'
  | 'gaussian'
  | 'commuting';

/** A row of the table under the two sides. */
export function row(name: string, yours: number, other: number, as?: 'share'): NumberRow {
  return { name, yours, other, as };
}

/** Joins text with strong pieces: say`outputs shrink to ${'64 %'}.` */
export function say(texts: TemplateStringsArray, ...strong: readonly string[]): Sentence {
  return texts
    .flatMap((text, i) => {
      const piece = strong[i];
      return piece === undefined ? [text] : [text, { strong: piece }];
    })
    .filter((part) => part !== '');
}

/** What the first finding says, in its first sentence. */
export function saidByFinding({ findings }: SimulationInput): Sentence | undefined {
  const [first] = findings;
  return first && [first.message.replace(/\. .*$/s, '.')];
}

/** A sentence as plain text. */
export function plainText(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === 'string' ? part : part.strong)).join('');
}
