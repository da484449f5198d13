import type { SimulationInput } from '../../engine/simulation-input';
import type { Sentence } from '../scenes/scene';
import type { Store } from '../store';

/** The layer's name and place, and the verdict as the first thing to read. */
export function Header({ store, input, verdict }: HeaderProps) {
  const finding = input.findings[0];
  return (
    <header class="header">
      <p class="where">
        <button
          class="layer"
          onClick={() => store.post({ kind: 'reveal' })}
          title="Show in the code"
        >
          <code>{input.title}</code>
        </button>
        {input.model && (
          <span>
            in <code>{input.model}</code>
          </span>
        )}
        {finding && (
          <button
            class={`finding ${finding.severity}`}
            title={finding.message}
            onClick={() => store.post({ kind: 'explain', rule: finding.rule })}
          >
            <span class="mark" aria-hidden="true" />
            {finding.rule}
          </button>
        )}
      </p>
      <h1 class="verdict">{verdict ? <Words sentence={verdict} /> : 'Computing…'}</h1>
      {store.state.lost && (
        <p class="lost">
          This layer is no longer found in the code; what is shown is how it was last.
        </p>
      )}
    </header>
  );
}

interface HeaderProps {
  readonly store: Store;
  readonly input: SimulationInput;
  readonly verdict: Sentence | undefined;
}

/** A sentence with its strong pieces. */
export function Words({ sentence }: { readonly sentence: Sentence }) {
  return (
    <>
      {sentence.map((part) =>
        typeof part === 'string' ? part : <strong key={part.strong}>{part.strong}</strong>,
      )}
    </>
  );
}
