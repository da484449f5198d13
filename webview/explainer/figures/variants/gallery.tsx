import { formatCount } from '../../../format';
import type { Lens } from '../../lens';
import { PageLink } from '../../view/markdown';
import { Live } from '../../view/live';
import { ownStream } from '../../../../engine/bits';
import { bernoulliMask, variants, zoneoutMask } from '../../../../engine/variants';
import { stateCells } from '../../../scenes/figures';
import { Cells } from '../../../view/figures/cells';
import { RateSlider } from '../../view/controls';
import { Playback } from '../../view/playback';
import { passOf, variantPasses } from './variant-figure';

const side = 8;

/** A small mask of each variant at the same rate: what one random draw decides about. */
export function Gallery({ lens }: { readonly lens: Lens }) {
  return (
    <Live
      title="Masks of the variants"
      point={`${formatCount(pictures.length, 'way')} to drop at the same rate: what differs is what one draw decides about.`}
    >
      <div class="row">
        <RateSlider lens={lens} highest={0.9} />
      </div>
      <Playback
        value={passOf(lens)}
        to={variantPasses}
        noun="pass"
        onValue={(pass) => lens.set({ pass })}
      />
      <ul class="gallery">
        {pictures.map(({ id, decides, states }) => (
          <li key={id}>
            <Cells
              figure={{
                ...stateCells(
                  states(lens),
                  { 0: 'dropped', 1: 'kept', 2: 'kept from before' },
                  side,
                ),
                legend: [],
              }}
            />
            <PageLink lens={lens} id={id}>
              {id === 'what-dropout-is' ? 'Dropout' : (lens.page(id)?.title ?? id)}
            </PageLink>
            <small>{decides}</small>
          </li>
        ))}
      </ul>
    </Live>
  );
}

interface Picture {
  readonly id: string;
  readonly decides: string;
  readonly states: (lens: Lens) => Uint8Array;
}

const pictures: readonly Picture[] = [
  { id: 'what-dropout-is', decides: 'one unit', states: (lens) => bits(lens, side * side) },
  { id: 'spatial-dropout', decides: 'a channel: a row', states: (lens) => rows(bits(lens, side)) },
  { id: 'dropblock', decides: 'a square', states: blocks },
  {
    id: 'variational-dropout',
    decides: 'a unit for all time steps: a column',
    states: (lens) => columns(bits(lens, side)),
  },
  {
    id: 'zoneout',
    decides: 'a unit keeps its previous value',
    states: (lens) =>
      zoneoutMask(side * side, lens.rate, source(lens)).map((bit) => (bit === 1 ? 2 : 1)),
  },
  { id: 'dropconnect', decides: 'one weight', states: (lens) => bits(lens, side * side, 1) },
  {
    id: 'stochastic-depth',
    decides: 'a block for one example',
    states: (lens) => bits(lens, side * side, 2),
  },
  {
    id: 'attention-dropout',
    decides: 'one attention weight',
    states: (lens) => bits(lens, side * side, 3),
  },
  {
    id: 'embedding-dropout',
    decides: 'a word: a row of the table',
    states: (lens) => rows(bits(lens, side)),
  },
];

function source(lens: Lens, picture = 0) {
  return ownStream(lens.seed + picture, `pass ${passOf(lens)}`);
}

function bits(lens: Lens, count: number, picture = 0): Uint8Array {
  return bernoulliMask(count, Math.min(0.9, lens.rate), source(lens, picture));
}

function rows(mask: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: side * side }, (_, at) => mask[Math.floor(at / side)] ?? 0);
}

function columns(mask: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: side * side }, (_, at) => mask[at % side] ?? 0);
}

function blocks(lens: Lens): Uint8Array {
  const plan = { rate: Math.min(0.9, lens.rate), blockSize: 3 };
  return variants.dropBlock.draw([1, 1, side, side], plan, source(lens)).mask;
}
