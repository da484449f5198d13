import type { Lens } from '../lens';
import { presetNames, presets, type PresetName } from '../presets';
import { Segments } from '../view/controls';
import { StripFigure } from './placement-strip';

/** Typical stacks of layers by field; choosing one sets rate and width in all figures. */
export function Applications({ lens }: { readonly lens: Lens }) {
  const name = lens.choice<PresetName>('preset', 'images', presetNames);
  const choose = (chosen: PresetName): void => {
    const { rate, units } = presets[chosen];
    lens.set({ preset: chosen, strip: chosen, slot: -1, rate, units });
  };
  const names = Object.fromEntries(
    presetNames.map((each) => [each, presets[each].name]),
  ) as Readonly<Record<PresetName, string>>;
  return (
    <StripFigure lens={lens} model={presets[name].model}>
      <Segments legend="Field" value={name} names={names} onValue={choose} />
    </StripFigure>
  );
}
