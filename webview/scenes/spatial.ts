import {
  drawFeatureMaps,
  leakThroughNeighbours,
  maskOfPass,
  spreadChannelMask,
  type Leak,
} from '../../engine/experiments';
import { formatNumber, formatShare } from '../format';
import { stateCells } from './figures';
import {
  say,
  type MapsFigure,
  type Scene,
  type SceneView,
  type Side,
  type Situation,
} from './scene';

/** Element-wise dropout on feature maps leaks through neighbours; whole channels do not. */
export const spatial: Scene = { id: 'spatial', phase: 'training', draw: drawMaps };

/** A dropout for feature maps on a tensor of another rank. */
export const dimension: Scene = { id: 'dimension', phase: 'training', draw: drawRows };

const channels = 12;
const size = 12;

function drawMaps(situation: Situation): SceneView {
  const { rate, seed, pass, phase } = situation;
  const maps = drawFeatureMaps(channels, size, seed);
  const drawn = (units: number): Uint8Array =>
    maskOfPass({ kind: 'dropout', rate: phase === 'training' ? rate : 0, units, seed }, pass)
      .masks[0] ?? new Uint8Array();
  const element = drawn(channels * size * size);
  const channel = spreadChannelMask(drawn(channels), size);
  const [leak, none] = [leakThroughNeighbours(maps, element), leakThroughNeighbours(maps, channel)];
  const byElement = mapSide(maps.values, element, leak, 'value by value');
  const byChannel = mapSide(maps.values, channel, none, 'whole channels');
  const isChannel = situation.noun === 'channel';
  return {
    verdict: isChannel
      ? say`Whole channels are dropped: nothing of them is left to read from their neighbours, while value by value ${formatShare(leak.exposed)} of what is dropped could still be guessed.`
      : say`On feature maps value-by-value dropout hides little: ${formatShare(leak.exposed)} of the dropped values have a kept neighbour that tells them with correlation ${formatNumber(leak.correlation)}.`,
    yours: { ...(isChannel ? byChannel : byElement), title: 'Your code' },
    other: {
      ...(isChannel ? byElement : byChannel),
      title: isChannel ? 'Element-wise instead' : 'After the fix',
    },
    numbers: leakRows(isChannel ? none : leak, isChannel ? leak : none),
    lesson:
      'Neighbours on a feature map resemble each other, so a single hole is filled from around it. Dropout2d removes whole channels. Computed on smoothed noise.',
    formula: 'spatial',
  };
}

function mapSide(values: Float32Array, mask: Uint8Array, leak: Leak, note: string): Side {
  const dropped = mask.reduce((sum, bit) => sum + 1 - bit, 0) / mask.length;
  const figure: MapsFigure = {
    kind: 'maps',
    channels,
    size,
    values,
    mask,
    summary: `${channels} channels of ${size} by ${size} values, ${formatShare(dropped)} dropped, ${note}.`,
  };
  const label = 'of the dropped values can be guessed from a neighbour';
  return {
    title: '',
    note: `dropped ${note}`,
    headline: { value: formatShare(leak.exposed), label },
    figure,
  };
}

function leakRows(yours: Leak, other: Leak): SceneView['numbers'] {
  return [
    {
      name: 'dropped values with a kept neighbour',
      yours: yours.exposed,
      other: other.exposed,
      as: 'share',
    },
    {
      name: 'correlation of dropped values with their kept neighbours',
      yours: yours.correlation,
      other: other.correlation,
    },
  ];
}

const rows = 8;

function drawRows(situation: Situation): SceneView {
  const { rate, seed, pass, phase, input } = situation;
  const columns = Math.min(32, situation.width);
  const drawn = (units: number): Uint8Array =>
    maskOfPass({ kind: 'dropout', rate: phase === 'training' ? rate : 0, units, seed }, pass)
      .masks[0] ?? new Uint8Array();
  const whole = wholeSamples(input.title);
  const byRow = drawn(rows);
  const yours = whole
    ? Uint8Array.from({ length: rows * columns }, (_, i) => byRow[Math.floor(i / columns)] ?? 0)
    : drawn(rows * columns);
  const lost = byRow.reduce((sum, bit) => sum + 1 - bit, 0);
  const labels = { 0: 'dropped', 1: 'kept', 2: '' };
  return {
    verdict: whole
      ? say`On a tensor of this rank whole ${'samples'} are erased: ${`${lost} of ${rows}`} reach the next layer as zeros in this pass.`
      : say`On a tensor of this rank the layer does not drop what its name says: no whole channel is dropped, only ${'single values'}.`,
    yours: {
      title: 'Your code',
      note: 'one row for each sample of the batch',
      headline: whole
        ? { value: `${lost} of ${rows}`, label: 'samples erased' }
        : { value: formatShare(rate), label: 'of single values dropped' },
      figure: stateCells(yours, labels, columns),
    },
    other: {
      title: 'After the fix',
      note: 'dropout that fits the rank: every sample keeps a share',
      headline: {
        value: whole ? `0 of ${rows}` : formatShare(rate),
        label: whole ? 'samples erased' : 'of the values dropped, as written',
      },
      figure: stateCells(drawn(rows * columns), labels, columns),
    },
    numbers: [
      {
        name: 'samples that are erased, expected share',
        yours: whole ? rate : rate ** columns,
        other: rate ** columns,
        as: 'share',
      },
      { name: 'values that are dropped, expected share', yours: rate, other: rate, as: 'share' },
    ],
    lesson:
      'These layers tell by the number of dimensions what a channel is. On a tensor of another rank they take samples for channels, or act value by value, and say nothing.',
    formula: 'spatial',
  };
}

function wholeSamples(title: string): boolean {
  return /dropout[13]d/i.test(title);
}
