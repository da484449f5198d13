import { render } from 'preact';
import { connect } from './host';
import { isPage } from './program';
import { createStore } from './store';
import './styles/index.css';
import { App } from './view/app';
import { answerPage } from './worker';

if (isPage) drawPage();
else answerPage();

/** Draws the whole page from the one state, once after any number of changes. */
function drawPage(): void {
  const root = document.getElementById('simulator');
  if (!root) return;
  let due = false;
  const draw = (): void => {
    due = false;
    render(<App store={store} />, root);
  };
  const store = createStore(connect(), () => {
    if (due) return;
    due = true;
    queueMicrotask(draw);
  });
  addEventListener('message', ({ data }: MessageEvent<unknown>) => store.receive(data));
  draw();
  store.post({ kind: 'ready' });
}
