import { scale } from '../../../engine/closed-forms';
import { formatNumber, formatShare } from '../../format';
import { Choice } from '../../view/choice';
import {
  layerKinds,
  libraries,
  libraryCode,
  libraryNames,
  type LayerPlace,
  type Library,
} from '../library-code';
import type { Lens } from '../lens';
import { RateSlider, Segments } from '../view/controls';
import { Live, Whose } from '../view/live';

/** The layer at the rate of the slider, as one would write it in each library. */
export function Libraries({ lens }: { readonly lens: Lens }) {
  const place = lens.choice<LayerPlace>('layer kind', kindOf(lens), layerKinds);
  const library = lens.choice<Library>('library', 'pytorch', libraries);
  const rate = Math.round(lens.rate * 100) / 100;
  const code = libraryCode(library, place, rate);
  return (
    <Live
      title="The layer in each library"
      point={`In ${libraryNames[library]} the number ${formatNumber(rate)} means: ${formatShare(rate)} are dropped, and survivors are multiplied by ${formatNumber(scale(rate))} in training.`}
    >
      <Whose lens={lens} />
      <Segments
        legend="Behind"
        value={place}
        names={placeNames}
        onValue={(chosen) => lens.set({ 'layer kind': chosen })}
      />
      <div class="row">
        <RateSlider lens={lens} />
        <Choice
          label="Copy as"
          value={library}
          names={libraryNames}
          onChoice={(chosen) => lens.set({ library: chosen })}
        />
      </div>
      <div class="snippet">
        <pre tabIndex={0} aria-label={`Code for ${libraryNames[library]}`}>
          <code>{code}</code>
        </pre>
        <button onClick={() => lens.copy(code)}>Copy</button>
      </div>
    </Live>
  );
}

const placeNames: Readonly<Record<LayerPlace, string>> = {
  dense: 'a dense layer',
  convolution: 'a convolution',
  recurrent: 'a recurrent layer',
  attention: 'attention weights',
  selu: 'SELU',
};

function kindOf({ layer }: Lens): LayerPlace {
  const kinds: Readonly<Record<string, LayerPlace>> = {
    channel: 'convolution',
    channelAlpha: 'selu',
    alpha: 'selu',
    attention: 'attention',
    recurrent: 'recurrent',
  };
  return kinds[layer?.variant ?? ''] ?? 'dense';
}
