import { useId } from 'preact/hooks';

/** A labelled native list to choose one of a few names from. */
export function Choice<Value extends string>({
  label,
  value,
  names,
  onChoice,
}: ChoiceProps<Value>) {
  const id = useId();
  const values = Object.keys(names) as Value[];
  return (
    <div class="control">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = values.find((each) => each === currentTarget.value);
          if (chosen) onChoice(chosen);
        }}
      >
        {values.map((each) => (
          <option key={each} value={each}>
            {names[each]}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly names: Readonly<Record<Value, string>>;
  readonly onChoice: (value: Value) => void;
}
