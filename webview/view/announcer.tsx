import { useEffect, useState } from 'preact/hooks';
import { plainText } from '../scenes/scene';
import type { Store } from '../store';

/** Says politely, and not more often than every second, what a change has led to. */
export function Announcer({ store }: { readonly store: Store }) {
  const [said, say] = useState('');
  const verdict = store.state.view && plainText(store.state.view.scene.verdict);
  const notice = store.state.notice;
  useEffect(() => {
    const timer = setTimeout(() => say(verdict ?? ''), 1000);
    return () => clearTimeout(timer);
  }, [verdict]);
  return (
    <>
      <p class="hidden" role="status" aria-live="polite">
        {said}
      </p>
      <p class={notice?.failed ? 'notice failed' : 'notice'} role="status" aria-live="polite">
        {notice?.text}
      </p>
    </>
  );
}
