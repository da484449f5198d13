import { useState } from 'preact/hooks';
import type { PointSet } from '../../engine/data';
import { taskSize, type Rival, type TrainingTask } from '../../engine/experiments';
import type { ComputedView } from '../compute';
import { formatNumber } from '../format';
import type { Store } from '../store';
import type { TrainingStore } from '../training/training-store';
import { Choice } from './choice';
import { JobButton } from './job-button';
import { PairResult } from './pair-result';
import { SweepSection } from './sweep-section';

/** A small network that really learns, with dropout and with something else instead. */
export function TrainSection({ store, computed }: TrainSectionProps) {
  const { training } = store;
  const [points, setPoints] = useState<PointSet>('moons');
  const [rival, setRival] = useState<Rival>('nothing');
  const { rate, seed } = computed.situation;
  const width = hiddenWidth(computed.situation.width);
  const task: TrainingTask = { points, rate, width, rival, seed, epochs };
  return (
    <section class="training">
      <h2>Train it</h2>
      <p>
        Two networks of 2, {width}, {width} and 1 units learn {taskSize.training} points, a tenth of
        them mislabelled: the same data, the same first weights, the same batches. One has dropout
        of {formatNumber(rate)} behind each hidden layer, the other {rivals[rival].words}.
      </p>
      <div class="row">
        <Choice label="Data" value={points} names={dataNames} onChoice={setPoints} />
        <Choice label="Against" value={rival} names={rivalNames} onChoice={setRival} />
        <TrainButtons training={training} task={task} />
      </div>
      {training.state.failure && <p class="lost">{training.state.failure}</p>}
      {training.state.pair && (
        <PairResult
          pair={training.state.pair}
          rivalName={rivals[training.state.pair.task.rival].name}
        />
      )}
      <SweepSection store={store} training={training} task={task} />
    </section>
  );
}

interface TrainSectionProps {
  readonly store: Store;
  readonly computed: ComputedView;
}

const epochs = 200;

/** Wider networks do not train live on every machine. */
function hiddenWidth(width: number): number {
  return Math.min(64, Math.max(8, width));
}

function TrainButtons({ training, task }: { training: TrainingStore; task: TrainingTask }) {
  const activity = training.state.activity;
  const pair = training.state.pair;
  const done = pair ? Math.max(pair.dropout.history.length, pair.rival.history.length) : 0;
  return (
    <>
      <JobButton training={training} kind="train" task={task} label="Train" />
      <button disabled={!pair && activity === 'idle'} onClick={training.rewind}>
        Rewind
      </button>
      <label class="progress">
        <progress max={epochs} value={done} />
        <span>
          epoch {done} of {epochs}
        </span>
      </label>
    </>
  );
}

const dataNames: Readonly<Record<PointSet, string>> = {
  moons: 'Two moons',
  circles: 'Two circles',
  spirals: 'Two spirals',
  xor: 'Four quarters',
};

const rivals: Readonly<Record<Rival, { readonly name: string; readonly words: string }>> = {
  nothing: { name: 'No dropout', words: 'has nothing' },
  l1: { name: 'L1', words: 'has an L1 penalty of 0.003 instead' },
  l2: { name: 'L2', words: 'has an L2 penalty of 0.01 instead' },
  'weight decay': { name: 'Weight decay', words: 'has weight decay of 0.3 instead' },
  'early stopping': {
    name: 'Early stopping',
    words: 'stops 20 epochs after its best validation loss',
  },
  'batch norm': { name: 'BatchNorm', words: 'has BatchNorm there instead' },
};

const rivalNames = Object.fromEntries(
  Object.entries(rivals).map(([rival, { name }]) => [rival, name]),
) as Readonly<Record<Rival, string>>;
