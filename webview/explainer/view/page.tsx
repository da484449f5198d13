import type { ExplainerPage } from '../../../server/explainer-messages';
import { Figure } from '../figures';
import type { Lens } from '../lens';
import type { Flashcard } from '../markdown/cards';
import { Markdown, PageLink } from './markdown';

/** A page: its title and first words, its figure, the rest of the text, and where to go from here. */
export function PageView({ lens, page, pages, cards }: PageViewProps) {
  const { lead, rest } = split(page.markdown);
  return (
    <>
      <div class="prose lead">
        <Markdown lens={lens} text={lead} />
      </div>
      <Figure lens={lens} page={page.id} />
      <div class="prose">
        <Markdown lens={lens} text={rest} />
      </div>
      <Onward lens={lens} page={page} pages={pages} cards={cards} />
    </>
  );
}

interface PageViewProps {
  readonly lens: Lens;
  readonly page: ExplainerPage;
  readonly pages: readonly ExplainerPage[];
  readonly cards: readonly Flashcard[];
}

/** Title and first paragraph, and what follows; a page of a rule is not divided. */
function split(markdown: string): { readonly lead: string; readonly rest: string } {
  const parts = /^(# [^\n]+\n\n[^\n|#][^\n]*(?:\n[^\n]+)*)\n\n/.exec(markdown);
  const lead = parts?.[1] ?? '';
  return { lead, rest: markdown.slice(lead.length) };
}

function Onward({ lens, page, pages, cards }: PageViewProps) {
  const alike = pages.filter(({ kind }) => kind === page.kind);
  const next = alike[alike.findIndex(({ id }) => id === page.id) + 1];
  const topic = page.topic === undefined ? undefined : lens.page(page.topic);
  const rules = pages.filter((other) => other.topic === page.id);
  const asked = cards.filter((card) => card.topic === page.id).length;
  return (
    <footer class="onward">
      {topic && (
        <p>
          What is behind this rule:{' '}
          <PageLink lens={lens} id={topic.id}>
            {topic.title}
          </PageLink>
        </p>
      )}
      {rules.length > 0 && (
        <details>
          <summary>{rules.length === 1 ? '1 rule' : `${rules.length} rules`} about this</summary>
          <ul>
            {rules.map(({ id }) => (
              <li key={id}>
                <PageLink lens={lens} id={id}>
                  <code>{id}</code>
                </PageLink>
              </li>
            ))}
          </ul>
        </details>
      )}
      {asked > 0 && (
        <p>
          <PageLink lens={lens} id="flashcards">
            {asked === 1 ? '1 flashcard' : `${asked} flashcards`} about this
          </PageLink>
        </p>
      )}
      {next && (
        <p>
          Next:{' '}
          <PageLink lens={lens} id={next.id}>
            {next.title}
          </PageLink>
        </p>
      )}
    </footer>
  );
}
