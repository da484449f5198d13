import { useEffect, useState } from 'preact/hooks';

/** Buttons that step through passes, and let them run where motion is wanted; a hidden page stops. */
export function Playback({ value, to, noun, onValue }: PlaybackProps) {
  const [playing, play] = useState(false);
  const still = document.body.classList.contains('vscode-reduce-motion');
  const turn = (by: number): void => onValue(((value - 1 + by + to) % to) + 1);
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => (document.hidden ? play(false) : turn(1)), tempo);
    return () => clearTimeout(timer);
  });
  return (
    <div class="steps">
      <button onClick={() => turn(-1)}>Previous {noun}</button>
      <button onClick={() => turn(1)}>Next {noun}</button>
      {!still && (
        <button aria-pressed={playing} onClick={() => play(!playing)}>
          {playing ? 'Pause' : 'Play'}
        </button>
      )}
      <span>
        {noun} {value} of {to}
      </span>
    </div>
  );
}

interface PlaybackProps {
  readonly value: number;
  readonly to: number;
  readonly noun: string;
  readonly onValue: (value: number) => void;
}

/** Milliseconds between two passes. */
const tempo = 700;
