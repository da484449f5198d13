import { useId } from 'preact/hooks';
import type { Phase } from '../../server/webview-messages';
import type { Store } from '../store';

/** Train or evaluate: the same picture for the other phase. */
export function PhaseSwitch({ store, phase }: { readonly store: Store; readonly phase: Phase }) {
  const name = useId();
  return (
    <fieldset class="switch">
      <legend>While the model is</legend>
      <div class="segments">
        {phases.map(({ value, label }) => (
          <label key={value}>
            <input
              type="radio"
              name={name}
              checked={phase === value}
              onChange={() => store.change({ phase: value })}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const phases: readonly { readonly value: Phase; readonly label: string }[] = [
  { value: 'training', label: 'training' },
  { value: 'evaluation', label: 'evaluated' },
];
