import { useEffect, useRef, useState } from 'preact/hooks';
import { readInline } from '../markdown/inline';
import type { Flashcard } from '../markdown/cards';
import type { Lens } from '../lens';
import { InlineText, PageLink } from './markdown';

/** Questions to be answered from memory; those that were not known come again. */
export function Deck({
  lens,
  cards,
}: {
  readonly lens: Lens;
  readonly cards: readonly Flashcard[];
}) {
  const known = cards.filter(({ id }) => lens.cards[id] === 'known').length;
  const at = Math.min(cards.length - 1, Math.round(lens.number('card', 0, 0, 10_000)));
  const card = cards[at];
  const [shown, show] = useState(false);
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  if (!card) return null;
  const turn = (to: number): void => {
    show(false);
    lens.set({ card: (to + cards.length) % cards.length });
  };
  const judge = (answer: 'known' | 'again'): void => {
    lens.answer(card.id, answer);
    turn(nextCard(cards, lens, at));
  };
  const press = (event: KeyboardEvent): void => {
    const act = keys({ at, shown, turn, show, judge })[event.key];
    const onButton =
      event.target instanceof HTMLButtonElement && [' ', 'Enter'].includes(event.key);
    if (!act || onButton || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  return (
    <>
      <h1>Flashcards</h1>
      <p class="note">
        Space shows the answer, K says that you knew it, A asks it again later; the arrow keys turn
        the cards.
      </p>
      <Progress known={known} count={cards.length} lens={lens} />
      <section
        class="card"
        ref={place}
        tabIndex={0}
        onKeyDown={press}
        aria-label={`Card ${at + 1} of ${cards.length}`}
      >
        <p class="note">
          Card {at + 1} of {cards.length}
          {lens.cards[card.id] === 'known' && ' · known'}
          {lens.cards[card.id] === 'again' && ' · to be asked again'}
        </p>
        <h2>
          <InlineText lens={lens} content={readInline(card.question)} />
        </h2>
        <div class="answer" aria-live="polite">
          {shown && <Answer lens={lens} card={card} />}
        </div>
        <div class="row">
          {shown ? (
            <>
              <button class="primary" onClick={() => judge('known')}>
                I knew it
              </button>
              <button onClick={() => judge('again')}>Ask again</button>
            </>
          ) : (
            <button class="primary" onClick={() => show(true)}>
              Show the answer
            </button>
          )}
          <button onClick={() => turn(at - 1)}>Previous</button>
          <button onClick={() => turn(at + 1)}>Next</button>
        </div>
      </section>
      <Contents lens={lens} cards={cards} turn={turn} />
    </>
  );
}

interface Hand {
  readonly at: number;
  readonly shown: boolean;
  readonly turn: (to: number) => void;
  readonly show: (shown: boolean) => void;
  readonly judge: (answer: 'known' | 'again') => void;
}

function keys({ at, shown, turn, show, judge }: Hand): Readonly<Record<string, () => void>> {
  return {
    ' ': () => show(!shown),
    Enter: () => show(!shown),
    ArrowRight: () => turn(at + 1),
    ArrowLeft: () => turn(at - 1),
    ...(shown && { k: () => judge('known'), a: () => judge('again') }),
  };
}

/** The next card that is not known, in order from the one at hand. */
function nextCard(cards: readonly Flashcard[], lens: Lens, at: number): number {
  for (let step = 1; step < cards.length; step++) {
    const index = (at + step) % cards.length;
    if (lens.cards[cards[index]?.id ?? ''] !== 'known') return index;
  }
  return at + 1;
}

function Progress({ known, count, lens }: ProgressProps) {
  return (
    <div class="row">
      <label class="progress">
        <progress max={count} value={known} />
        <span>
          {known} of {count} known
        </span>
      </label>
      <button
        class="plain"
        disabled={Object.keys(lens.cards).length === 0}
        onClick={lens.forgetCards}
      >
        Start over
      </button>
    </div>
  );
}

interface ProgressProps {
  readonly known: number;
  readonly count: number;
  readonly lens: Lens;
}

function Answer({ lens, card }: { readonly lens: Lens; readonly card: Flashcard }) {
  const topic = lens.page(card.topic);
  return (
    <>
      <p>
        <InlineText lens={lens} content={readInline(card.answer)} />
      </p>
      {topic && (
        <p class="note">
          From{' '}
          <PageLink lens={lens} id={topic.id}>
            {topic.title}
          </PageLink>
        </p>
      )}
    </>
  );
}

function Contents({ lens, cards, turn }: ContentsProps) {
  return (
    <details class="numbers">
      <summary>All questions</summary>
      <ol class="questions">
        {cards.map(({ id, question }, index) => (
          <li key={id}>
            <button class="plain" onClick={() => turn(index)}>
              {question.replaceAll('`', '')}
            </button>
            {lens.cards[id] === 'known' && <small> known</small>}
          </li>
        ))}
      </ol>
    </details>
  );
}

interface ContentsProps {
  readonly lens: Lens;
  readonly cards: readonly Flashcard[];
  readonly turn: (to: number) => void;
}
