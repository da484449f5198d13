import { useState } from 'preact/hooks';
import type { ExplainerPage } from '../../../server/explainer-messages';
import type { Flashcard } from '../markdown/cards';
import type { Lens } from '../lens';
import { searchCards, searchPages } from '../search';
import type { Store } from '../store';
import { PageLink } from './markdown';

/** Every page by its part of the list, and a search over all of them. */
export function Directory({ store, lens, current, cards }: DirectoryProps) {
  const { pages, query, trail } = store.state;
  const [shown, show] = useState(false);
  return (
    <nav class="directory" aria-label="Pages">
      <div class="tools">
        <input
          type="search"
          aria-label="Search all pages"
          placeholder="Search"
          value={query}
          onInput={({ currentTarget }) => store.update({ query: currentTarget.value })}
          onKeyDown={(event) => {
            const first = searchPages(pages, query, 1)[0];
            if (event.key === 'Enter' && first) lens.open(first.page.id);
            if (event.key === 'Escape') store.update({ query: '' });
          }}
        />
        <button disabled={trail.length === 0} onClick={() => store.back()}>
          Back
        </button>
        <button class="toggle" aria-expanded={shown} onClick={() => show(!shown)}>
          Pages
        </button>
      </div>
      {query.trim() === '' ? (
        <div class={shown ? 'lists shown' : 'lists'} onClick={() => show(false)}>
          <List lens={lens} title="Topics" pages={ofKind(pages, 'topic')} current={current} />
          <List lens={lens} title="Variants" pages={ofKind(pages, 'variant')} current={current} />
          <Rules lens={lens} pages={ofKind(pages, 'rule')} current={current} />
        </div>
      ) : (
        <Hits lens={lens} pages={pages} query={query} cards={cards} />
      )}
    </nav>
  );
}

interface DirectoryProps {
  readonly store: Store;
  readonly lens: Lens;
  readonly current: string;
  readonly cards: readonly Flashcard[];
}

function ofKind(
  pages: readonly ExplainerPage[],
  kind: ExplainerPage['kind'],
): readonly ExplainerPage[] {
  return pages.filter((page) => page.kind === kind);
}

function List({ lens, title, pages, current }: ListProps) {
  return (
    <section>
      <h2>{title}</h2>
      <Links lens={lens} pages={pages} current={current} />
    </section>
  );
}

/** There are many rules, so their list opens only where it is asked for. */
function Rules({ lens, pages, current }: Omit<ListProps, 'title'>) {
  return (
    <details
      open={pages.some(({ id }) => id === current)}
      onClick={(event) => event.stopPropagation()}
    >
      <summary>{pages.length} rules</summary>
      <Links lens={lens} pages={pages} current={current} />
    </details>
  );
}

interface ListProps {
  readonly lens: Lens;
  readonly title: string;
  readonly pages: readonly ExplainerPage[];
  readonly current: string;
}

function Links({ lens, pages, current }: Omit<ListProps, 'title'>) {
  return (
    <ul>
      {pages.map(({ id, title }) => (
        <li key={id} aria-current={id === current ? 'page' : undefined}>
          <PageLink lens={lens} id={id}>
            {title}
          </PageLink>
        </li>
      ))}
    </ul>
  );
}

function Hits({ lens, pages, query, cards }: HitsProps) {
  const hits = searchPages(pages, query);
  const asked = searchCards(cards, query);
  const count = hits.length + asked.length;
  return (
    <div class="hits">
      <p role="status">{count === 0 ? 'Nothing found' : `${count} found`}</p>
      <ul>
        {hits.map(({ page, line }) => (
          <li key={page.id}>
            <PageLink lens={lens} id={page.id}>
              {page.title}
            </PageLink>
            <small>{line}</small>
          </li>
        ))}
        {asked.map(({ id, question, answer, topic }) => (
          <li key={id}>
            <PageLink lens={lens} id={topic}>
              {question}
            </PageLink>
            <small>{answer.replace(/[`*]/g, '')}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface HitsProps {
  readonly lens: Lens;
  readonly pages: readonly ExplainerPage[];
  readonly query: string;
  readonly cards: readonly Flashcard[];
}
