import type { ModelStop, ModelStrip } from '../engine/model-strip';
import type { SimulationInput } from '../engine/simulation-input';
import { isList, isPageId, isRecord, isText } from './message-checks';
import { readInput } from './webview-messages';

/** A page as the explainer gets it. */
export interface ExplainerPage {
  readonly id: string;
  readonly title: string;
  readonly kind: 'topic' | 'variant' | 'rule';
  readonly markdown: string;
  /** For a rule: the topic that is behind it. */
  readonly topic?: string;
}

/** What the host tells the explainer. */
export type ToExplainer =
  | { readonly kind: 'library'; readonly pages: readonly ExplainerPage[] }
  /** Which page is to be looked at. */
  | { readonly kind: 'open'; readonly page: string }
  /** The reader's own layer and model, as far as there are any. */
  | { readonly kind: 'own'; readonly layer?: SimulationInput; readonly model?: ModelStrip }
  | { readonly kind: 'progress'; readonly cards: CardProgress }
  | { readonly kind: 'notice'; readonly text: string; readonly failed: boolean };

/** What the explainer asks of the host. */
export type FromExplainer =
  | { readonly kind: 'ready' }
  /** The page that is looked at now. */
  | { readonly kind: 'at'; readonly page: string }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'simulate' }
  | { readonly kind: 'progress'; readonly cards: CardProgress };

/** What the reader said of each flashcard, by the id of the card. */
export type CardProgress = Readonly<Record<string, CardAnswer>>;

/** Whether a card was known when it was last asked. */
export type CardAnswer = 'known' | 'again';

/** What the editor keeps of the view over a reload. */
export interface ExplainerState {
  readonly version: 1;
  readonly page: string;
  readonly query: string;
  /** Settings of the figures by name; each figure brings its own into range. */
  readonly figures: FigureSettings;
}

/** Numbers and words that figures are set to. */
export type FigureSettings = Readonly<Record<string, number | string>>;

/** The message to the explainer, or undefined where it is not exactly one that the host may send. */
export function readToExplainer(message: unknown): ToExplainer | undefined {
  if (!isRecord(message)) return undefined;
  switch (message.kind) {
    case 'library':
      return isList(message.pages, isPage, 400)
        ? { kind: 'library', pages: message.pages }
        : undefined;
    case 'open':
      return isPageId(message.page) ? { kind: 'open', page: message.page } : undefined;
    case 'own':
      return readOwn(message);
    case 'progress':
      return isProgress(message.cards) ? { kind: 'progress', cards: message.cards } : undefined;
    case 'notice':
      return isText(message.text, 2000) && typeof message.failed === 'boolean'
        ? { kind: 'notice', text: message.text, failed: message.failed }
        : undefined;
    default:
      return undefined;
  }
}

/** The message to the host, or undefined where it is not exactly one that the explainer may send. */
export function readFromExplainer(message: unknown): FromExplainer | undefined {
  if (!isRecord(message)) return undefined;
  switch (message.kind) {
    case 'ready':
    case 'simulate':
      return { kind: message.kind };
    case 'at':
      return isPageId(message.page) ? { kind: 'at', page: message.page } : undefined;
    case 'copy':
      return isText(message.text, 20_000) ? { kind: 'copy', text: message.text } : undefined;
    case 'progress':
      return isProgress(message.cards) ? { kind: 'progress', cards: message.cards } : undefined;
    default:
      return undefined;
  }
}

/** A state that the editor kept, or undefined where it is damaged or of another version. */
export function readExplainerState(state: unknown): ExplainerState | undefined {
  if (!isRecord(state) || state.version !== 1 || !isPageId(state.page)) return undefined;
  const { query, figures } = state;
  if (typeof query !== 'string' || query.length > 200 || !isFigures(figures)) return undefined;
  return { version: 1, page: state.page, query, figures };
}

/** Whether something is progress with flashcards. */
export function isProgress(value: unknown): value is CardProgress {
  if (!isRecord(value)) return false;
  const entries = Object.entries(value);
  const isEntry = ([id, answer]: [string, unknown]): boolean =>
    isText(id, 200) && (answer === 'known' || answer === 'again');
  return entries.length <= 500 && entries.every(isEntry);
}

function readOwn(message: Record<string, unknown>): ToExplainer | undefined {
  const layer = message.layer === undefined ? undefined : readInput(message.layer);
  const model = message.model === undefined ? undefined : readStrip(message.model);
  if (message.layer !== undefined && !layer) return undefined;
  if (message.model !== undefined && !model) return undefined;
  return { kind: 'own', layer, model };
}

function readStrip(value: unknown): ModelStrip | undefined {
  if (!isRecord(value) || !isText(value.name, 2000)) return undefined;
  if (!isList(value.stops, isStop, 200)) return undefined;
  return { name: value.name, stops: value.stops };
}

function isStop(value: unknown): value is ModelStop {
  if (!isRecord(value) || !isText(value.kind, 80) || !isText(value.title, 2000)) return false;
  const { open, rate } = value;
  return typeof open === 'boolean' && (rate === undefined || Number.isFinite(rate));
}

function isPage(value: unknown): value is ExplainerPage {
  if (!isRecord(value) || !isPageId(value.id) || !isText(value.title, 200)) return false;
  const known = ['topic', 'variant', 'rule'].includes(value.kind as string);
  const hasTopic = value.topic === undefined || isPageId(value.topic);
  return known && hasTopic && isText(value.markdown, 100_000);
}

function isFigures(value: unknown): value is FigureSettings {
  if (!isRecord(value)) return false;
  const entries = Object.entries(value);
  const isEntry = ([name, setting]: [string, unknown]): boolean =>
    isText(name, 80) && (Number.isFinite(setting) || isText(setting, 200));
  return entries.length <= 200 && entries.every(isEntry);
}
