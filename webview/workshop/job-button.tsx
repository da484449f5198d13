import type { TrainingStore } from './training-store';

/** One button that starts a job, pauses it and lets it go on; only one job runs at a time. */
export function JobButton({ training, kind, start, label }: JobButtonProps) {
  const { activity } = training.state;
  if (activity === kind) return <button onClick={training.pause}>Pause</button>;
  const paused = activity === `${kind} paused`;
  return (
    <button
      class="primary"
      disabled={!paused && activity !== 'idle'}
      onClick={() => (paused ? training.resume() : start())}
    >
      {paused ? 'Continue' : label}
    </button>
  );
}

interface JobButtonProps {
  readonly training: TrainingStore;
  readonly kind: 'training' | 'sweeping';
  readonly start: () => void;
  readonly label: string;
}
