import { batch, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { SimulationInput } from '../engine/simulation-input';
import {
  readState,
  readToWebview,
  untouched,
  type FromWebview,
  type ToWebview,
  type ViewSettings,
} from '../server/webview-messages';
import type { ComputedView } from './compute';
import { createComputer } from './computer';
import type { EditorApi } from './host';

/** The one state of the view, and what can be done with it. */
export interface Store {
  readonly input: ReadonlySignal<SimulationInput | undefined>;
  readonly settings: ReadonlySignal<ViewSettings>;
  readonly view: ReadonlySignal<ComputedView | undefined>;
  readonly notice: ReadonlySignal<Notice | undefined>;
  /** The layer was not found any more when its code changed. */
  readonly lost: ReadonlySignal<boolean>;
  change(settings: Partial<ViewSettings>): void;
  /** Back to what the code says. */
  reset(): void;
  post(message: FromWebview): void;
  receive(message: unknown): void;
}

export interface Notice {
  readonly text: string;
  readonly failed: boolean;
}

/** The state as the editor kept it, or as new; every change is computed, drawn and kept. */
export function createStore(editor: EditorApi): Store {
  const saved = readState(editor.getState());
  const input = signal(saved?.input);
  const settings = signal(saved?.settings ?? untouched);
  const view = signal<ComputedView | undefined>(undefined);
  const notice = signal<Notice | undefined>(undefined);
  const lost = signal(false);
  const computer = createComputer(
    (computed) => {
      if (!view.value) performance.mark('first view');
      view.value = computed;
    },
    (text) => (notice.value = { text, failed: true }),
  );
  effect(() => {
    if (!input.value) return;
    const state = { input: input.value, settings: settings.value };
    computer.compute(state);
    editor.setState({ version: 1, ...state });
  });
  const take = (message: ToWebview): void => {
    if (message.kind === 'notice') notice.value = { text: message.text, failed: message.failed };
    lost.value = message.kind === 'lost' || (lost.value && message.kind !== 'show');
    if (message.kind !== 'show') return;
    settings.value = settingsFor(message.input, input.value, settings.value);
    input.value = message.input;
  };
  return {
    ...{ input, settings, view, notice, lost },
    change: (changed) => (settings.value = { ...settings.value, ...changed }),
    reset: () => (settings.value = { ...untouched, copyAs: settings.value.copyAs }),
    post: (message) => editor.postMessage(message),
    receive(raw) {
      const message = readToWebview(raw);
      if (message) batch(() => take(message));
    },
  };
}

/** What the reader chose stays while the code says the same; a change in the code goes before it. */
export function settingsFor(
  next: SimulationInput,
  before: SimulationInput | undefined,
  settings: ViewSettings,
): ViewSettings {
  if (!before) return settings;
  const same =
    before.rate === next.rate &&
    before.width === next.width &&
    before.api === next.api &&
    before.source.uri === next.source.uri &&
    before.findings.map(({ rule }) => rule).join() === next.findings.map(({ rule }) => rule).join();
  if (same) return settings;
  const { seed, passes, correlation, copyAs } = settings;
  return { ...untouched, seed, passes, correlation, copyAs };
}
