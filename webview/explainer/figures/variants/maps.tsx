import { ownStream } from '../../../../engine/bits';
import { alphaDropoutConstants } from '../../../../engine/closed-forms';
import { drawFeatureMaps, spreadChannelMask } from '../../../../engine/experiments/feature-maps';
import { dropBlockFraction, variants } from '../../../../engine/variants';
import { formatCount, formatNumber, formatShare, plural } from '../../../format';
import { Maps } from '../../../view/figures/maps';
import { Numbers } from '../../../view/numbers';
import type { Lens } from '../../lens';
import { Slider } from '../../view/controls';
import { Brackets, Formula, Indexed, Keep, Over } from '../../view/mathml';
import { Half, passOf, VariantFigure } from './variant-figure';

const channels = 8;
const size = 14;

/** Whole channels are missing, beside ordinary dropout of the same rate. */
export function Spatial({ lens }: { readonly lens: Lens }) {
  const { rate } = lens;
  const mask = draw(lens, 'spatial');
  const lost = mask.length - count(mask);
  return (
    <VariantFigure
      lens={lens}
      title="Spatial dropout"
      point={`This pass loses ${lost} of ${formatCount(channels, 'channel')}; p = ${formatNumber(rate)}.`}
      formula={
        <Formula label="y c i j equals r c times x c i j over 1 minus p">
          <Indexed name="y" index="cij" />
          <mo>=</mo>
          <Over top={<Indexed name="r" index="c" />} bottom={<Keep />} />
          <Indexed name="x" index="cij" />
        </Formula>
      }
    >
      <div class="halves">
        <Half own title="Spatial dropout" note="one decision for each channel">
          <MapPicture lens={lens} mask={spreadChannelMask(mask, size)} />
        </Half>
        <Half title="Ordinary dropout" note="one decision for each value; neighbours still show it">
          <MapPicture lens={lens} mask={draw(lens, 'inverted')} />
        </Half>
      </div>
      <Numbers
        caption="Channels that are lost"
        columns={['Quantity', 'Value']}
        rows={[
          ['channels', String(channels)],
          ['lost in this pass', String(lost)],
          ['chance that all are lost', formatShare(rate ** channels)],
        ]}
      />
    </VariantFigure>
  );
}

/** Square regions are missing; the block size goes from dropout to spatial dropout. */
export function DropBlock({ lens }: { readonly lens: Lens }) {
  const { rate, seed } = lens;
  const block = Math.round(lens.number('block', 5, 1, size));
  const noise = variants.dropBlock.draw(
    [1, channels, size, size],
    { rate, blockSize: block },
    ownStream(seed, `pass ${passOf(lens)}`),
  );
  const dropped = 1 - count(noise.mask) / noise.mask.length;
  const expected = dropBlockFraction(rate, block, size, size);
  return (
    <VariantFigure
      lens={lens}
      title="DropBlock"
      point={`Squares of ${block} × ${block} take ${formatShare(dropped)} of the values in this pass; on average ${formatShare(expected)}, since squares overlap.`}
      highest={0.5}
      controls={
        <Slider
          label="Block size b"
          value={block}
          from={1}
          to={size}
          step={1}
          onValue={(chosen) => lens.set({ block: chosen })}
        />
      }
      formula={
        <Formula label="gamma equals p over b squared, times f squared over f minus b plus 1, squared">
          <mi>γ</mi>
          <mo>=</mo>
          <Over
            top={<mi>p</mi>}
            bottom={
              <msup>
                <mi>b</mi>
                <mn>2</mn>
              </msup>
            }
          />
          <mo>·</mo>
          <Over
            top={
              <msup>
                <mi>f</mi>
                <mn>2</mn>
              </msup>
            }
            bottom={
              <msup>
                <Brackets>
                  <mi>f</mi>
                  <mo>−</mo>
                  <mi>b</mi>
                  <mo>+</mo>
                  <mn>1</mn>
                </Brackets>
                <mn>2</mn>
              </msup>
            }
          />
        </Formula>
      }
    >
      <MapPicture lens={lens} mask={noise.mask} />
      <Numbers
        caption="DropBlock in numbers"
        columns={['Quantity', 'Value']}
        rows={[
          ['dropped in this pass', formatShare(dropped)],
          ['dropped on average', formatShare(expected)],
          ['asked for', formatShare(rate)],
          ['survivors are multiplied by', formatNumber(Math.max(...noise.factor))],
        ]}
      />
    </VariantFigure>
  );
}

/** Whole channels at the lowest value of SELU. */
export function FeatureAlpha({ lens }: { readonly lens: Lens }) {
  const rate = Math.min(0.5, lens.rate);
  const mask = draw({ ...lens, rate }, 'featureAlpha');
  const { a, b, alpha } = alphaDropoutConstants(rate);
  const lost = mask.length - count(mask);
  return (
    <VariantFigure
      lens={lens}
      title="Feature alpha dropout"
      highest={0.5}
      point={`${lost} of ${channels} ${plural(channels, 'channel')} become ${formatNumber(a * alpha + b)} everywhere; the others are multiplied by ${formatNumber(a)} and shifted by ${formatNumber(b)}.`}
      formula={
        <Formula label="y equals a times, r c x plus 1 minus r c alpha prime, plus b">
          <mi>y</mi>
          <mo>=</mo>
          <mi>a</mi>
          <Brackets>
            <Indexed name="r" index="c" />
            <mi>x</mi>
            <mo>+</mo>
            <Brackets>
              <Keep>
                <Indexed name="r" index="c" />
              </Keep>
            </Brackets>
            <mi>α′</mi>
          </Brackets>
          <mo>+</mo>
          <mi>b</mi>
        </Formula>
      }
    >
      <MapPicture lens={lens} mask={spreadChannelMask(mask, size)} />
      <Numbers
        caption="Constants of feature alpha dropout"
        columns={['Quantity', 'Value']}
        rows={[
          ['a', formatNumber(a)],
          ['b', formatNumber(b)],
          ['α′', formatNumber(alpha)],
          ['a lost channel becomes', formatNumber(a * alpha + b)],
        ]}
      />
    </VariantFigure>
  );
}

function MapPicture({ lens, mask }: { readonly lens: Lens; readonly mask: Uint8Array }) {
  const { values } = drawFeatureMaps(channels, size, lens.seed);
  const kept = formatShare(count(mask) / mask.length);
  return (
    <Maps
      figure={{
        kind: 'maps',
        tiles: channels,
        across: 4,
        rows: size,
        columns: size,
        values,
        mask,
        summary: `${kept} of ${channels} maps of ${size} × ${size} values are kept.`,
      }}
    />
  );
}

function draw(lens: Lens, name: 'spatial' | 'inverted' | 'featureAlpha'): Uint8Array {
  const shape = [1, channels, size, size];
  const source = ownStream(lens.seed, `pass ${passOf(lens)}`);
  return variants[name].draw(shape, { rate: lens.rate }, source).mask;
}

function count(mask: Uint8Array): number {
  return mask.reduce((sum, bit) => sum + bit, 0);
}
