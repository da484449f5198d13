import { render } from 'preact';
import { createStore, type ExplainerEditor } from './store';
import './explainer.css';
import { App } from './view/app';

declare function acquireVsCodeApi(): ExplainerEditor;

const place = document.getElementById('explainer');
if (place) start(place);

/** Draws the whole page from the one state, once after any number of changes. */
function start(root: HTMLElement): void {
  let due = false;
  const draw = (): void => {
    due = false;
    render(<App store={store} />, root);
  };
  const store = createStore(acquireVsCodeApi(), () => {
    if (due) return;
    due = true;
    queueMicrotask(draw);
  });
  addEventListener('message', ({ data }: MessageEvent<unknown>) => store.receive(data));
  draw();
  store.post({ kind: 'ready' });
}
