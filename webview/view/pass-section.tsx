import { useEffect, useState } from 'preact/hooks';
import type { ComputedView } from '../compute';
import { formatCount, formatNumber } from '../format';
import type { PassView } from '../scenes/layer';
import type { Store } from '../store';
import { Cells, layoutOf } from './figures/cells';
import { StepThrough } from './step-through';

/** One forward pass, unit by unit: a new mask each time, and the numbers of the unit that is looked at. */
export function PassSection({ store, computed }: SectionProps) {
  const { situation, layer } = computed;
  const { pass } = layer;
  const { noun, passes } = situation;
  const turn = (by: number): void => {
    const from = Math.min(store.state.settings.pass, passes);
    store.change({ pass: ((from - 1 + by + passes) % passes) + 1 });
  };
  return (
    <section class="pass">
      <h2>One pass, forward and backward</h2>
      <p>{sentenceOf(computed)}</p>
      <Steps pass={pass.number} passes={passes} turn={turn} />
      <div class="beside">
        <UnitGrid store={store} pass={pass} noun={noun} />
        <StepThrough pass={pass} noun={noun} onUnit={(unit) => store.change({ unit })} />
      </div>
    </section>
  );
}

interface SectionProps {
  readonly store: Store;
  readonly computed: ComputedView;
}

function sentenceOf({ situation, layer: { pass } }: ComputedView): string {
  const { noun, width } = situation;
  if (pass.expected === width) return `In ${pass.phase} nothing is dropped here, in no pass.`;
  const expected = `${formatNumber(pass.expected)} ± ${formatNumber(pass.deviation)}`;
  return `Every pass draws a new mask. This one keeps ${pass.kept} of ${formatCount(width, noun)}; expected are ${expected}.`;
}

function Steps({ pass, passes, turn }: StepsProps) {
  const [playing, play] = useState(false);
  const still = document.body.classList.contains('vscode-reduce-motion');
  usePlayback(
    playing,
    () => turn(1),
    () => play(false),
  );
  return (
    <div class="steps">
      <button onClick={() => turn(-1)}>Previous pass</button>
      <button onClick={() => turn(1)}>Next pass</button>
      {!still && (
        <button aria-pressed={playing} onClick={() => play(!playing)}>
          {playing ? 'Pause' : 'Play'}
        </button>
      )}
      <span>
        pass {pass} of {passes}
      </span>
    </div>
  );
}

interface StepsProps {
  readonly pass: number;
  readonly passes: number;
  readonly turn: (by: number) => void;
}

/** Milliseconds between two passes while they play. */
const tempo = 450;

// A hidden panel must not go on drawing.
function usePlayback(playing: boolean, next: () => void, stop: () => void): void {
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => (document.hidden ? stop() : next()), tempo);
    return () => clearTimeout(timer);
  });
}

function UnitGrid({ store, pass, noun }: UnitGridProps) {
  const count = pass.mask.states.length;
  const choose = (unit: number): void => {
    store.change({ unit: Math.min(count, Math.max(1, unit)) });
  };
  const move = (event: KeyboardEvent): void => {
    const step = stepOf(event.key, pass, count);
    if (event.key === 'Escape') (event.currentTarget as HTMLElement).blur();
    if (step === undefined) return;
    event.preventDefault();
    choose(step);
  };
  return (
    <div
      class="units"
      role="slider"
      tabIndex={0}
      aria-label={`${noun} to look at`}
      aria-valuemin={1}
      aria-valuemax={count}
      aria-valuenow={pass.unit}
      aria-valuetext={spokenUnit(pass, noun)}
      onKeyDown={move}
    >
      <Cells figure={pass.mask} selected={pass.unit} onUnit={choose} />
    </div>
  );
}

interface UnitGridProps {
  readonly store: Store;
  readonly pass: PassView;
  readonly noun: string;
}

function stepOf(key: string, { unit, mask }: PassView, count: number): number | undefined {
  const { columns } = layoutOf(mask, 1000);
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: unit - 1,
    ArrowRight: unit + 1,
    ArrowUp: unit - columns,
    ArrowDown: unit + columns,
    Home: 1,
    End: count,
  };
  return steps[key];
}

function spokenUnit({ unit, steps }: PassView, noun: string): string {
  const step = steps.find((each) => each.unit === unit);
  if (!step) return `${noun} ${unit}`;
  return `${noun} ${unit}, ${step.kept ? 'kept' : 'dropped'}, output ${formatNumber(step.output)}`;
}
