import type { PointSet } from '../../engine/data';
import { taskSize, type TrainingTask } from '../../engine/experiments';
import type { TrainingSettings } from '../../server/webview-messages';
import type { ComputedView } from '../compute';
import type { Store } from '../store';
import type { TrainingStore } from './training-store';
import { Choice } from '../view/choice';
import { JobButton } from './job-button';
import { PairResult } from './pair-result';
import { hasStrength, regulariserNames, regulariserTitle } from './regularisers';
import { SweepSection } from './sweep-section';

/** Small networks that really learn, with dropout and with something else instead. */
export function TrainSection({ store, training, computed }: TrainSectionProps) {
  const { settings } = store.state;
  const { rate, seed } = computed.situation;
  const width = hiddenWidth(computed.situation.width);
  const { points, own, rival, strength } = settings.training;
  const task: TrainingTask = { points, own, rival, strength, rate, width, seed, epochs };
  return (
    <section class="training">
      <h2>Train it</h2>
      <p>
        Two networks of 2, {width}, {width} and 1 units learn {taskSize.training} points, a tenth of
        them mislabelled: the same data, the same first weights, the same batches. One has{' '}
        <strong>{regulariserTitle(own, task)}</strong>, the other{' '}
        <strong>{regulariserTitle(rival, task)}</strong>.
      </p>
      <Choices store={store} />
      <div class="row">
        <TrainButtons training={training} task={task} />
      </div>
      {training.state.failure && <p class="lost">{training.state.failure}</p>}
      {training.state.pair && <PairResult store={store} pair={training.state.pair} />}
      <SweepSection store={store} training={training} task={task} />
    </section>
  );
}

interface TrainSectionProps {
  readonly store: Store;
  readonly training: TrainingStore;
  readonly computed: ComputedView;
}

function Choices({ store }: { readonly store: Store }) {
  const { training } = store.state.settings;
  const set = (part: Partial<TrainingSettings>): void =>
    store.change({ training: { ...training, ...part } });
  return (
    <div class="row">
      <Choice
        label="Data"
        value={training.points}
        names={dataNames}
        onChoice={(points) => set({ points })}
      />
      <Choice
        label="One network has"
        value={training.own}
        names={regulariserNames}
        onChoice={(own) => set({ own })}
      />
      <Choice
        label="The other has"
        value={training.rival}
        names={regulariserNames}
        onChoice={(rival) => set({ rival })}
      />
      {(hasStrength(training.own) || hasStrength(training.rival)) && (
        <Choice
          label="Penalty"
          value={`× ${training.strength}`}
          names={strengths}
          onChoice={(chosen) => set({ strength: Number(chosen.slice(2)) })}
        />
      )}
    </div>
  );
}

const epochs = 200;

/** Wider networks do not train live on every machine. */
function hiddenWidth(width: number): number {
  return Math.min(64, Math.max(8, width));
}

function TrainButtons({ training, task }: { training: TrainingStore; task: TrainingTask }) {
  const { activity, pair } = training.state;
  const done = pair ? Math.max(pair.own.history.length, pair.rival.history.length) : 0;
  return (
    <>
      <JobButton
        training={training}
        kind="training"
        start={() => training.train(task)}
        label="Train"
      />
      <button
        disabled={!pair && !training.state.sweep && activity === 'idle'}
        title="Stops, forgets the results and goes back to the first weights"
        onClick={training.rewind}
      >
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

const strengths: Readonly<Record<string, string>> = {
  '× 0.1': 'a tenth',
  '× 0.3': 'a third',
  '× 1': 'as usual',
  '× 3': 'three times',
  '× 10': 'ten times',
};
