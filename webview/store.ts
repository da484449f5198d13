import type { Framework } from '../engine/framework';
import type { SimulationInput } from '../engine/simulation-input';
import {
  readState,
  readToWebview,
  untouched,
  type CopyTarget,
  type FromWebview,
  type ToWebview,
  type ViewSettings,
} from '../server/webview-messages';
import type { ComputedView } from './compute';
import { createComputer } from './computer';
import type { EditorApi } from './host';
import { loadProgram } from './program';
import type { createWorkshop, Workshop } from './workshop/workshop';

/** Everything that the page is drawn from; never changed in place. */
export interface State {
  readonly input?: SimulationInput;
  readonly settings: ViewSettings;
  readonly view?: ComputedView;
  readonly notice?: { readonly text: string; readonly failed: boolean };
  /** The layer was not found any more when its code changed. */
  readonly lost: boolean;
  /** The lower part of the page, once it has been loaded. */
  readonly Workshop?: Workshop;
}

/** The one state of the page, and what can be done with it. */
export interface Store {
  readonly state: State;
  change(settings: Partial<ViewSettings>): void;
  /** Back to what the code says. */
  reset(): void;
  post(message: FromWebview): void;
  receive(message: unknown): void;
}

/** The state as the editor kept it, or as new; every change is computed and kept, and `changed` is called. */
export function createStore(editor: EditorApi, changed: () => void): Store {
  const saved = readState(editor.getState());
  let state: State = {
    input: saved?.input,
    settings: saved?.settings ?? untouched,
    lost: false,
  };
  const computer = createComputer(
    (view) => {
      if (!state.view) {
        performance.mark('first view');
        // The first frame goes before what is loaded for later.
        requestAnimationFrame(() => setTimeout(complete));
      }
      update({ view });
    },
    (text) => update({ notice: { text, failed: true } }),
  );
  const complete = (): void => {
    loadProgram<typeof createWorkshop>('workshop').then(
      ({ brought }) => update({ Workshop: brought(changed) }),
      ({ message }: Error) => update({ notice: { text: message, failed: true } }),
    );
  };
  const compute = (): void => {
    const { input, settings } = state;
    if (!input) return;
    computer.compute({ input, settings });
    editor.setState({ version: 1, input, settings });
  };
  const update = (part: Partial<State>): void => {
    state = { ...state, ...part };
    if (part.input ?? part.settings) compute();
    changed();
  };
  compute();
  return {
    get state() {
      return state;
    },
    change: (part) => update({ settings: { ...state.settings, ...part } }),
    reset() {
      const { copyAs, training } = state.settings;
      update({ settings: { ...untouched, copyAs, training } });
    },
    post: (message) => editor.postMessage(message),
    receive(raw) {
      const message = readToWebview(raw);
      if (message) update(stateAfter(message, state));
    },
  };
}

function stateAfter(message: ToWebview, { input, settings }: State): Partial<State> {
  if (message.kind === 'lost') return { lost: true };
  if (message.kind === 'notice') {
    return { notice: { text: message.text, failed: message.failed } };
  }
  const next = message.settings ?? settingsFor(message.input, input, settings);
  return { input: message.input, settings: next, lost: false };
}

// What the reader chose stays while the code says the same; a change in the code goes before it.
function settingsFor(
  next: SimulationInput,
  before: SimulationInput | undefined,
  settings: ViewSettings,
): ViewSettings {
  if (!before) return { ...settings, copyAs: nearestTarget[next.framework] ?? 'pytorch' };
  if (facts(before) === facts(next)) return settings;
  const { seed, passes, correlation, copyAs, training } = settings;
  return { ...untouched, seed, passes, correlation, copyAs, training };
}

function facts({ rate, width, api, source, findings }: SimulationInput): string {
  return JSON.stringify([rate, width, api, source.uri, findings.map(({ rule }) => rule)]);
}

/** What a layer of another framework is first copied as. */
const nearestTarget: Readonly<Partial<Record<Framework, CopyTarget>>> = {
  keras: 'keras',
  tensorflow: 'keras',
  jax: 'flax',
  flax: 'flax',
  nnx: 'flax',
  haiku: 'flax',
  equinox: 'flax',
  tfjs: 'tfjs',
};
