import { useEffect, useMemo } from 'preact/hooks';
import { lensOf, type Store } from '../store';
import { readCards } from '../markdown/cards';
import { Deck } from './deck';
import { Directory } from './directory';
import { PageView } from './page';

/** The list of pages beside the page that is looked at. */
export function App({ store }: { readonly store: Store }) {
  const { state } = store;
  const lens = lensOf(store);
  const page = lens.page(state.page) ?? state.pages[0];
  const deck = lens.page('flashcards')?.markdown ?? '';
  const cards = useMemo(() => readCards(deck), [deck]);
  useEffect(() => scrollTo(0, 0), [state.page]);
  if (!page) return <Waiting />;
  return (
    <div class="explainer">
      <Directory store={store} lens={lens} current={page.id} cards={cards} />
      <article aria-label={page.title}>
        {page.id === 'flashcards' ? (
          <Deck lens={lens} cards={cards} />
        ) : (
          <PageView lens={lens} page={page} pages={state.pages} cards={cards} />
        )}
        {state.notice && (
          <p class={state.notice.failed ? 'notice failed' : 'notice'} role="status">
            {state.notice.text}
          </p>
        )}
      </article>
    </div>
  );
}

function Waiting() {
  return (
    <div class="empty">
      <h1>Dropout Explainer</h1>
      <p>The pages are being read.</p>
    </div>
  );
}
