import { useId } from 'preact/hooks';
import type { SimulationInput } from '../../engine/simulation-input';
import { limits } from '../../server/webview-messages';
import type { ComputedView } from '../compute';
import { formatNumber, formatShare } from '../format';
import type { Situation } from '../scenes/scene';
import type { Store } from '../store';

/** What the reader may change; everything follows the code until it is touched. */
export function Controls({ store, input, computed }: ControlsProps) {
  const { situation, scene } = computed;
  const settings = store.state.settings;
  const rate = settings.rate ?? situation.rate;
  const changed = settings.rate !== undefined && settings.rate !== input.rate;
  return (
    <section class="controls" aria-label="Controls">
      <RangeControl
        label="Rate p"
        value={rate}
        words={`${formatNumber(rate)}, drops ${formatShare(rate)}`}
        onChange={(value) => store.change({ rate: value })}
      />
      {changed && <ApplyRate store={store} input={input} rate={situation.rate} />}
      <Counts store={store} situation={situation} />
      {scene.formula === 'linear shift' && (
        <RangeControl
          label="Correlation ρ"
          value={situation.correlation}
          words={`${formatNumber(situation.correlation)} between any two inputs`}
          onChange={(correlation) => store.change({ correlation })}
        />
      )}
      <button class="plain" onClick={() => store.reset()}>
        Reset
      </button>
      <Assumptions input={input} settings={settings} />
    </section>
  );
}

interface ControlsProps {
  readonly store: Store;
  readonly input: SimulationInput;
  readonly computed: ComputedView;
}

function Counts({ store, situation }: CountsProps) {
  const { settings } = store.state;
  return (
    <>
      <NumberControl
        label={`Number of ${situation.noun}s`}
        value={settings.width ?? situation.width}
        lowest={1}
        highest={limits.width}
        onChange={(width) => store.change({ width, unit: 1 })}
      />
      <NumberControl
        label="Seed"
        value={settings.seed}
        lowest={0}
        highest={limits.seed}
        onChange={(seed) => store.change({ seed })}
      />
      <NumberControl
        label="Passes"
        value={settings.passes}
        lowest={1}
        highest={limits.passes}
        onChange={(passes) => store.change({ passes, pass: Math.min(situation.pass, passes) })}
      />
    </>
  );
}

interface CountsProps {
  readonly store: Store;
  readonly situation: Situation;
}

function RangeControl({ label, value, words, onChange }: RangeControlProps) {
  const id = useId();
  return (
    <div class="control wide">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="range"
        min="0"
        max="1"
        step="0.01"
        value={value}
        aria-valuetext={words}
        onInput={({ currentTarget }) => onChange(Number(currentTarget.value))}
      />
      <output for={id}>{value.toFixed(2)}</output>
    </div>
  );
}

interface RangeControlProps {
  readonly label: string;
  readonly value: number;
  readonly words: string;
  readonly onChange: (value: number) => void;
}

function ApplyRate({ store, input, rate }: ApplyRateProps) {
  if (!/^[\d.]+(e-?\d+)?$/i.test(input.rateText)) return null;
  return (
    <button class="primary" onClick={() => store.post({ kind: 'applyRate', rate })}>
      Write {formatNumber(rate)} into the code
    </button>
  );
}

interface ApplyRateProps {
  readonly store: Store;
  readonly input: SimulationInput;
  readonly rate: number;
}

function NumberControl({ label, value, lowest, highest, onChange }: NumberControlProps) {
  const id = useId();
  const take = (text: string): void => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= lowest && number <= highest) onChange(number);
  };
  return (
    <div class="control">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={lowest}
        max={highest}
        step={1}
        value={value}
        onChange={({ currentTarget }) => {
          take(currentTarget.value);
          currentTarget.value = String(value);
        }}
      />
    </div>
  );
}

interface NumberControlProps {
  readonly label: string;
  readonly value: number;
  readonly lowest: number;
  readonly highest: number;
  readonly onChange: (value: number) => void;
}

function Assumptions({ input, settings }: AssumptionsProps) {
  const assumed = [
    ...(input.rate === undefined && settings.rate === undefined ? ['the rate'] : []),
    ...(input.width === undefined && settings.width === undefined ? ['the width'] : []),
  ];
  if (assumed.length === 0) return null;
  return (
    <p class="note">
      The code does not tell {assumed.join(' and ')} here, so the usual is assumed.
    </p>
  );
}

interface AssumptionsProps {
  readonly input: SimulationInput;
  readonly settings: { readonly rate?: number; readonly width?: number };
}
