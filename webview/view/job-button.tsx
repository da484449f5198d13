import type { TrainingTask } from '../../engine/experiments';
import type { TrainingStore } from '../training/training-store';

/** One button that starts a job, pauses it and lets it go on; only one job runs at a time. */
export function JobButton({ training, kind, task, label }: JobButtonProps) {
  const { activity } = training.state;
  const mine = kind === 'train' ? 'training' : 'sweeping';
  if (activity === mine) return <button onClick={training.pause}>Pause</button>;
  const paused = activity === `${mine} paused`;
  return (
    <button
      class={kind === 'train' ? 'primary' : ''}
      disabled={!paused && activity !== 'idle'}
      onClick={() => (paused ? training.resume() : training.start(kind, task))}
    >
      {paused ? 'Continue' : label}
    </button>
  );
}

interface JobButtonProps {
  readonly training: TrainingStore;
  readonly kind: 'train' | 'sweep';
  readonly task: TrainingTask;
  readonly label: string;
}
