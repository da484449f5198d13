import { Fragment, h, render } from 'preact';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { connect } from './host';
import { lend } from './lent';
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
  lend({ h, Fragment, useEffect, useId, useLayoutEffect, useMemo, useRef, useState });
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
