import type { ModelStrip } from '../../engine/model-strip';
import type { SimulationInput } from '../../engine/simulation-input';
import {
  readExplainerState,
  readToExplainer,
  type CardProgress,
  type ExplainerPage,
  type ExplainerState,
  type FigureSettings,
  type FromExplainer,
  type ToExplainer,
} from '../../server/explainer-messages';
import { createLab, type Lab } from './lab/lab';
import type { Lens } from './lens';

/** The editor's side, as this page sees it. */
export interface ExplainerEditor {
  postMessage(message: FromExplainer): void;
  getState(): unknown;
  setState(state: ExplainerState): void;
}

/** Everything that the page is drawn from; never changed in place. */
export interface State {
  readonly pages: readonly ExplainerPage[];
  readonly page: string;
  readonly query: string;
  /** Pages that were looked at before this one, the last at the end. */
  readonly trail: readonly string[];
  readonly figures: FigureSettings;
  readonly cards: CardProgress;
  readonly layer?: SimulationInput;
  readonly model?: ModelStrip;
  readonly notice?: { readonly text: string; readonly failed: boolean };
}

/** The one state of the page, and what can be done with it. */
export interface Store {
  readonly state: State;
  readonly lab: Lab;
  update(part: Partial<State>): void;
  open(page: string): void;
  back(): void;
  post(message: FromExplainer): void;
  receive(message: unknown): void;
}

/** The page that is shown where nothing else was asked for. */
export const firstPage = 'what-dropout-is';

/** The state as the editor kept it, or as new; every change is kept, and `changed` is called. */
export function createStore(editor: ExplainerEditor, changed: () => void): Store {
  const kept = readExplainerState(editor.getState());
  let state: State = {
    pages: [],
    page: kept?.page ?? firstPage,
    query: kept?.query ?? '',
    trail: [],
    figures: kept?.figures ?? {},
    cards: {},
  };
  const update = (part: Partial<State>): void => {
    state = { ...state, ...part };
    const { page, query, figures } = state;
    editor.setState({ version: 1, page, query, figures });
    changed();
  };
  const open = (page: string): void => {
    if (page !== state.page) {
      update({ page, query: '', trail: [...state.trail, state.page].slice(-50) });
    }
    editor.postMessage({ kind: 'at', page });
  };
  return {
    get state() {
      return state;
    },
    lab: createLab(changed),
    update,
    open,
    back() {
      const page = state.trail.at(-1);
      if (page !== undefined) update({ page, query: '', trail: state.trail.slice(0, -1) });
    },
    post: (message) => editor.postMessage(message),
    receive(raw) {
      const message = readToExplainer(raw);
      if (message?.kind === 'open') open(message.page);
      else if (message) update(stateAfter(message));
    },
  };
}

/** The state as pages and figures see it. */
export function lensOf(store: Store): Lens {
  const { state } = store;
  const set = (settings: FigureSettings): void =>
    store.update({ figures: { ...state.figures, ...settings } });
  const number: Lens['number'] = (name, usual, lowest, highest) => {
    const value = state.figures[name];
    const chosen = typeof value === 'number' ? value : usual;
    return Math.min(highest, Math.max(lowest, chosen));
  };
  const progress = (cards: CardProgress): void => {
    store.update({ cards });
    store.post({ kind: 'progress', cards });
  };
  return {
    current: state.page,
    layer: state.layer,
    model: state.model,
    rate: number('rate', state.layer?.rate ?? 0.5, 0, 0.95),
    units: Math.round(number('units', state.layer?.width ?? 64, 1, mostUnits)),
    seed: Math.round(number('seed', 42, 0, 2 ** 32 - 1)),
    lab: store.lab,
    cards: state.cards,
    page: (id) => state.pages.find((page) => page.id === id),
    open: (id) => store.open(id),
    copy: (text) => store.post({ kind: 'copy', text }),
    number,
    choice: (name, usual, names) => names.find((each) => each === state.figures[name]) ?? usual,
    set,
    answer: (card, answer) => progress({ ...state.cards, [card]: answer }),
    forgetCards: () => progress({}),
  };
}

/** The widest layer that the figures draw; wider ones are shown with as many units. */
export const mostUnits = 4096;

function stateAfter(message: Exclude<ToExplainer, { kind: 'open' }>): Partial<State> {
  switch (message.kind) {
    case 'library':
      return { pages: message.pages };
    case 'own':
      return { layer: message.layer, model: message.model };
    case 'progress':
      return { cards: message.cards };
    case 'notice':
      return { notice: { text: message.text, failed: message.failed } };
  }
}
