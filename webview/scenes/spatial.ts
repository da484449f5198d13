import {
  drawFeatureMaps,
  leakThroughNeighbours,
  maskBits,
  spreadChannelMask,
  type FeatureMaps,
  type Leak,
} from '../../engine/experiments';
import { dropBlockNoise } from '../../engine/variants/blocks';
import { ownStream } from '../../engine/bits';
import { formatNumber, formatShare } from '../format';
import {
  row,
  say,
  type MapsFigure,
  type Scene,
  type SceneView,
  type Side,
  type Situation,
} from './scene';
import { layerOf, wordsOf } from './situation';

/** Element-wise dropout on feature maps leaks through neighbours; whole channels do not. */
export const spatial: Scene = { id: 'spatial', phase: 'training', draw: drawElements };

/** A layer that drops whole channels of feature maps, as it should. */
export const channels: Scene = { id: 'channels', phase: 'training', draw: drawChannels };

/** A layer that drops squares of feature maps. */
export const blocks: Scene = { id: 'blocks', phase: 'training', draw: drawBlocks };

function drawElements(situation: Situation): SceneView {
  const views = viewsOf(situation);
  const { leak } = views.element;
  const layer = wordsOf(situation).spatial(views.dimensions);
  return {
    verdict: say`On feature maps value-by-value dropout hides little: ${formatShare(leak.exposed)} of the dropped values have a kept neighbour that tells them with correlation ${formatNumber(leak.correlation)}.`,
    yours: { title: 'Your code', ...views.element.side },
    other: { title: 'After the fix', ...views.channel.side, note: `${layer} drops whole channels` },
    numbers: numbersOf(leak, views.channel.leak),
    lesson: `Neighbours on a feature map resemble each other, so a single hole is filled from around it. ${layer} removes whole channels. Computed on smoothed noise.`,
    formula: 'spatial',
  };
}

function drawChannels(situation: Situation): SceneView {
  const { rate } = situation;
  const views = viewsOf(situation);
  return {
    verdict: say`Each training pass silences about ${formatShare(rate)} of the channels ${'as a whole'}; dropped one by one, ${formatShare(views.element.leak.exposed)} of the values could be guessed from a neighbour.`,
    yours: { title: 'Your code', ...views.channel.side },
    other: { title: `${wordsOf(situation).dropout} instead`, ...views.element.side },
    numbers: numbersOf(views.channel.leak, views.element.leak),
    lesson:
      'Neighbours on a feature map resemble each other, so only the loss of a whole channel is a loss that the network has to learn to do without. Computed on smoothed noise.',
    formula: 'spatial',
  };
}

function drawBlocks(situation: Situation): SceneView {
  const views = viewsOf(situation);
  const { maps } = views;
  const size = Math.min(blockSize, maps.rows ?? maps.size, maps.size);
  const source = ownStream(situation.seed, `blocks ${situation.pass}`);
  const shape = [1, maps.channels, maps.rows ?? maps.size, maps.size];
  const { mask } = dropBlockNoise(shape, Math.min(0.9, situation.rate), size, source);
  const block = viewOf(situation, views, mask, `in squares of ${size} by ${size}`);
  return {
    verdict: say`Whole ${`squares of ${size} by ${size}`} are dropped: ${formatShare(block.leak.exposed)} of the dropped values have a kept neighbour, against ${formatShare(views.element.leak.exposed)} when they are dropped one by one.`,
    yours: { title: 'Your code', ...block.side },
    other: { title: `${wordsOf(situation).dropout} instead`, ...views.element.side },
    numbers: numbersOf(block.leak, views.element.leak),
    lesson:
      'What is inside a dropped square cannot be guessed from around it. The share that is dropped is near the rate, but not equal to it, because squares overlap and stay inside the map. Computed on smoothed noise.',
    formula: 'spatial',
  };
}

const blockSize = 5;

interface MapView {
  readonly leak: Leak;
  readonly side: Omit<Side, 'title'>;
}

interface Maps {
  readonly maps: FeatureMaps;
  readonly dimensions: 1 | 2 | 3;
}

/** The same maps, dropped value by value and by whole channels. */
function viewsOf(situation: Situation): Maps & { element: MapView; channel: MapView } {
  const dimensions = dimensionsOf(situation);
  const { tiles, slices, size, rows } = layouts[dimensions];
  const maps = drawFeatureMaps(tiles, size, situation.seed, rows);
  const mask = (units: number): Uint8Array => {
    return maskBits(layerOf(situation, { kind: 'dropout', units }), situation.pass);
  };
  const element = mask(maps.values.length);
  const channel = spreadChannelMask(spread(mask(tiles / slices), slices), size, rows);
  const shared = { maps, dimensions };
  return {
    ...shared,
    element: viewOf(situation, shared, element, 'value by value'),
    channel: viewOf(situation, shared, channel, 'whole channels'),
  };
}

/** Tiles in all, tiles of one channel, columns and rows of a tile, for maps of one to three dimensions. */
const layouts = {
  1: { tiles: 12, slices: 1, size: 32, rows: 1, across: 1, words: 'sequences of 32' },
  2: { tiles: 12, slices: 1, size: 12, rows: 12, across: 4, words: 'maps of 12 by 12' },
  3: { tiles: 12, slices: 3, size: 10, rows: 10, across: 3, words: 'slices of 10 by 10' },
} as const;

function viewOf(
  situation: Situation,
  { maps, dimensions }: Maps,
  mask: Uint8Array,
  note: string,
): MapView {
  const { tiles, slices, size, rows, across, words } = layouts[dimensions];
  const leak = leakThroughNeighbours(maps, mask);
  const dropped = mask.reduce((sum, bit) => sum + 1 - bit, 0) / mask.length;
  const shown = situation.phase === 'training' ? mask : mask.map(() => 1);
  const figure: MapsFigure = {
    kind: 'maps',
    ...{ tiles, across, rows, columns: size, values: maps.values, mask: shown },
    summary: `${tiles / slices} channels of ${words} values, ${formatShare(dropped)} dropped, ${note}.`,
  };
  const label = 'of the values dropped in training can be guessed from a neighbour';
  return {
    leak,
    side: {
      note: slices > 1 ? `dropped ${note}; a row of slices is one channel` : `dropped ${note}`,
      headline: { value: formatShare(leak.exposed), label },
      figure,
    },
  };
}

function numbersOf(yours: Leak, other: Leak): SceneView['numbers'] {
  return [
    row('dropped values with a kept neighbour', yours.exposed, other.exposed, 'share'),
    row(
      'correlation of dropped values with their kept neighbours',
      yours.correlation,
      other.correlation,
    ),
  ];
}

function spread(mask: Uint8Array, times: number): Uint8Array {
  return Uint8Array.from(
    { length: mask.length * times },
    (_, i) => mask[Math.floor(i / times)] ?? 0,
  );
}

/** How many dimensions the maps have, from the layer's name, else its producer's, else the tensor's rank. */
export function dimensionsOf({ input }: Situation): 1 | 2 | 3 {
  const named = /dropout([123])d/i.exec(`${input.api} ${input.title}`)?.[1];
  const made = /conv([123])d/i.exec(input.producer?.title ?? '')?.[1];
  const dimensions = Number(named ?? made ?? (input.rank ?? 4) - 2);
  return dimensions === 1 || dimensions === 3 ? dimensions : 2;
}
