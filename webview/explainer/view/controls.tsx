import { useId } from 'preact/hooks';
import { formatNumber } from '../../format';
import type { Lens } from '../lens';

/** A labelled slider with its value; the symbol of a formula that it moves is marked while it has the focus. */
export function Slider({ label, value, from, to, step, words, symbol, onValue }: SliderProps) {
  const id = useId();
  return (
    <div class="control wide" data-symbol={symbol}>
      <label for={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={from}
        max={to}
        step={step}
        value={value}
        aria-valuetext={words ?? formatNumber(value)}
        onInput={({ currentTarget }) => onValue(Number(currentTarget.value))}
      />
      <output for={id}>{formatNumber(value)}</output>
    </div>
  );
}

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly words?: string;
  readonly symbol?: string;
  readonly onValue: (value: number) => void;
}

/** The rate that all figures share. */
export function RateSlider({ lens, highest = 0.95 }: RateSliderProps) {
  return (
    <Slider
      label="Rate p"
      symbol="p"
      value={Math.min(highest, lens.rate)}
      from={0}
      to={highest}
      step={0.01}
      onValue={(rate) => lens.set({ rate })}
    />
  );
}

interface RateSliderProps {
  readonly lens: Lens;
  readonly highest?: number;
}

/** A labelled field for a whole number. */
export function WholeNumber({ label, value, from, to, onValue }: WholeNumberProps) {
  const id = useId();
  return (
    <div class="control">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={from}
        max={to}
        step={1}
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = Math.round(currentTarget.valueAsNumber);
          if (chosen >= from && chosen <= to) onValue(chosen);
          else currentTarget.value = String(value);
        }}
      />
    </div>
  );
}

interface WholeNumberProps {
  readonly label: string;
  readonly value: number;
  readonly from: number;
  readonly to: number;
  readonly onValue: (value: number) => void;
}

/** The seed that all figures share. */
export function SeedField({ lens }: { readonly lens: Lens }) {
  return (
    <WholeNumber
      label="Seed"
      value={lens.seed}
      from={0}
      to={2 ** 32 - 1}
      onValue={(seed) => lens.set({ seed })}
    />
  );
}

/** A few choices of which one holds, beside each other. */
export function Segments<Value extends string>({
  legend,
  value,
  names,
  onValue,
}: SegmentsProps<Value>) {
  const name = useId();
  return (
    <fieldset class="switch">
      <legend>{legend}</legend>
      <div class="segments">
        {(Object.keys(names) as Value[]).map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={name}
              checked={value === each}
              onChange={() => onValue(each)}
            />
            <span>{names[each]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface SegmentsProps<Value extends string> {
  readonly legend: string;
  readonly value: Value;
  readonly names: Readonly<Record<Value, string>>;
  readonly onValue: (value: Value) => void;
}
