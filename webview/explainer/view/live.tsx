import { useEffect, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { Lens } from '../lens';

/** The frame of a live figure: what it shows in one sentence with numbers, then controls, then pictures. */
export function Live({ title, point, children }: LiveProps) {
  return (
    <section class="live" aria-label={title}>
      <h2 class="point">{point}</h2>
      {children}
      <Announcer text={point} />
    </section>
  );
}

interface LiveProps {
  readonly title: string;
  readonly point: string;
  readonly children: ComponentChildren;
}

/** Says whose layer it is that the figures show. */
export function Whose({ lens }: { readonly lens: Lens }) {
  const { layer } = lens;
  return (
    <p class="note">
      {layer ? (
        <>
          Your layer: <code>{layer.title}</code>
          {layer.model && ` in ${layer.model}`}
        </>
      ) : (
        'An example layer; open the explainer from a dropout layer to see your own.'
      )}
    </p>
  );
}

// Politely, and not more often than every second.
function Announcer({ text }: { readonly text: string }) {
  const [said, say] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => say(text), 1000);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p class="hidden" role="status" aria-live="polite">
      {said}
    </p>
  );
}
