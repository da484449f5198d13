import type { ModelStrip } from '../../../engine/model-strip';
import { Choice } from '../../view/choice';
import { Numbers } from '../../view/numbers';
import type { Lens } from '../lens';
import {
  judgeStrip,
  togetherInWords,
  type JudgedStrip,
  type Judgement,
  type Slot,
} from '../placement';
import { presetNames, presets, type PresetName } from '../presets';
import { RateSlider } from '../view/controls';
import { Live } from '../view/live';

type Source = 'own' | PresetName;

/** The reader's own model as a strip, each place in it coloured by what dropout would do there. */
export function PlacementStrip({ lens }: { readonly lens: Lens }) {
  const names = sourceNames(lens.model);
  const usual: Source = lens.model ? 'own' : 'images';
  const source = lens.choice('strip', usual, Object.keys(names) as Source[]);
  const model = source === 'own' ? lens.model : presets[source].model;
  if (!model) return null;
  return (
    <StripFigure lens={lens} model={model}>
      <Choice
        label="Model"
        value={source}
        names={names}
        onChoice={(chosen) => lens.set({ strip: chosen, slot: -1 })}
      />
    </StripFigure>
  );
}

/** A model as a strip with its places; the chosen one is explained. */
export function StripFigure({ lens, model, children }: StripFigureProps) {
  const strip = judgeStrip(model, lens.rate);
  const at = Math.round(lens.number('slot', -1, -1, strip.slots.length - 1));
  const chosen = strip.slots[at >= 0 ? at : worst(strip)];
  return (
    <Live title="Places for dropout in a model" point={pointOf(strip, model)}>
      <div class="row">
        {children}
        <RateSlider lens={lens} />
      </div>
      <Strip lens={lens} strip={strip} chosen={chosen} />
      {chosen && (
        <p class={`place-words ${chosen.judgement}`} role="status">
          <strong>{placeName(chosen)}.</strong> {chosen.words} {togetherInWords(chosen.dropouts)}
        </p>
      )}
      <Legend />
      <Numbers
        caption="Places for dropout"
        columns={['Place', 'Judgement', 'Dropout there now']}
        rows={strip.slots.map((slot) => [
          placeName(slot),
          `${judgements[slot.judgement].word}: ${slot.words}`,
          slot.dropouts.map(({ title }) => title).join(', ') || 'none',
        ])}
      />
    </Live>
  );
}

interface StripFigureProps {
  readonly lens: Lens;
  readonly model: ModelStrip;
  readonly children: preact.ComponentChildren;
}

function Strip({ lens, strip, chosen }: StripProps) {
  return (
    <ol class="places" aria-label="Layers, and the places between them">
      {strip.slots.map((slot, index) => (
        <li key={index}>
          <button
            class={`place ${slot.judgement}`}
            aria-pressed={slot === chosen}
            onClick={() => lens.set({ slot: index })}
          >
            <span aria-hidden="true">{judgements[slot.judgement].sign}</span>
            <span class="hidden">
              {placeName(slot)}: {judgements[slot.judgement].word}
            </span>
            {slot.dropouts.map(({ title }, at) => (
              <code key={at}>{title}</code>
            ))}
          </button>
          {slot.after && <code class="stop">{slot.after.title}</code>}
        </li>
      ))}
    </ol>
  );
}

interface StripProps {
  readonly lens: Lens;
  readonly strip: JudgedStrip;
  readonly chosen: Slot | undefined;
}

function Legend() {
  return (
    <p class="legend">
      {Object.entries(judgements).map(([name, { sign, word }]) => (
        <span key={name}>
          <span class={`place ${name}`} aria-hidden="true">
            {sign}
          </span>
          {word}
        </span>
      ))}
    </p>
  );
}

/** Signs besides colours, so that nobody needs to see colours. */
const judgements: Readonly<Record<Judgement, { readonly sign: string; readonly word: string }>> = {
  good: { sign: '✓', word: 'good place' },
  same: { sign: '=', word: 'makes no difference' },
  careful: { sign: '!', word: 'with care' },
  harm: { sign: '✕', word: 'does harm' },
  unread: { sign: '?', word: 'not read' },
};

function placeName({ before, after }: Slot): string {
  if (!before) return `Before ${after?.title ?? 'the model'}`;
  return after ? `Between ${before.title} and ${after.title}` : `Behind ${before.title}`;
}

/** The place that is explained first: one where a dropout stands that does harm, else one where it would. */
function worst({ slots }: JudgedStrip): number {
  const used = slots.findIndex((slot) => slot.judgement === 'harm' && slot.dropouts.length > 0);
  if (used >= 0) return used;
  const inside = slots.findIndex(({ judgement, before }) => judgement === 'harm' && before);
  return inside >= 0 ? inside : slots.length - 1;
}

function pointOf({ slots }: JudgedStrip, { name }: ModelStrip): string {
  const count = (wanted: Judgement): number =>
    slots.filter(({ judgement }) => judgement === wanted).length;
  const counts = `Of ${slots.length} places in ${name} ${count('good')} are good for dropout, and in ${count('harm')} it does harm.`;
  const used = slots.filter(({ dropouts }) => dropouts.length > 0);
  const [faulty] = used.filter(({ judgement }) => judgement === 'harm');
  if (faulty) return `${counts} ${faulty.dropouts[0]?.title} stands where it does harm.`;
  return used.length === 0 ? `${counts} It has none now.` : `${counts} Its own stands well.`;
}

function sourceNames(model: ModelStrip | undefined): Readonly<Record<Source, string>> {
  const typical = Object.fromEntries(
    presetNames.map((name) => [name, `Typical: ${presets[name].name}`]),
  ) as Record<PresetName, string>;
  return (model ? { own: `Yours: ${model.name}`, ...typical } : typical) as Readonly<
    Record<Source, string>
  >;
}
