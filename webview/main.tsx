import { render } from 'preact';
import { connect } from './host';
import { createStore } from './store';
import './theme.css';
import { App } from './view/app';

const place = document.getElementById('simulator');
if (place) start(place);

/** Draws the whole page from the one state, once after any number of changes. */
function start(root: HTMLElement): void {
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
