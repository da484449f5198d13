import { render } from 'preact';
import { connect } from './host';
import { createStore } from './store';
import './theme.css';
import { App } from './view/app';

const store = createStore(connect());
addEventListener('message', ({ data }: MessageEvent<unknown>) => store.receive(data));
const place = document.getElementById('simulator');
if (place) render(<App store={store} />, place);
store.post({ kind: 'ready' });
