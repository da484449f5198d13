import {
  drawFeatureMaps,
  leakThroughNeighbours,
  maskBits,
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
  row,
} from './scene';

/** Element-wise dropout on feature maps leaks through neighbours; whole channels do not. */
export const spatial: Scene = { id: 'spatial', phase: 'training', draw: drawMaps };

/** A dropout for feature maps on a tensor of another rank. */
export const dimension: Scene = { id: 'dimension', phase: 'training', draw: drawRows };

const channels = 12;
const size = 12;

function drawMaps(situation: Situation): SceneView {
  const maps = drawFeatureMaps(channels, size, situation.seed);
  const element = trainingMask(situation, channels * size * size);
  const channel = spreadChannelMask(trainingMask(situation, channels), size);
  const [leak, none] = [leakThroughNeighbours(maps, element), leakThroughNeighbours(maps, channel)];
  const shown = shownIn(situation);
  return {
    verdict: say`On feature maps value-by-value dropout hides little: ${formatShare(leak.exposed)} of the dropped values have a kept neighbour that tells them with correlation ${formatNumber(leak.correlation)}.`,
    yours: mapSide('Your code', maps.values, shown(element), leak, 'value by value'),
    other: mapSide('After the fix', maps.values, shown(channel), none, 'whole channels'),
    numbers: [
      row('dropped values with a kept neighbour', leak.exposed, none.exposed, 'share'),
      row(
        'correlation of dropped values with their kept neighbours',
        leak.correlation,
        none.correlation,
      ),
    ],
    lesson:
      'Neighbours on a feature map resemble each other, so a single hole is filled from around it. Dropout2d removes whole channels. Computed on smoothed noise.',
    formula: 'spatial',
  };
}

function trainingMask({ rate, seed, pass }: Situation, units: number): Uint8Array {
  return maskBits({ kind: 'dropout', rate, units, seed }, pass);
}

function shownIn({ phase }: Situation): (mask: Uint8Array) => Uint8Array {
  return (mask) => (phase === 'training' ? mask : mask.map(() => 1));
}

function mapSide(
  title: string,
  values: Float32Array,
  mask: Uint8Array,
  leak: Leak,
  note: string,
): Side {
  const dropped = mask.reduce((sum, bit) => sum + 1 - bit, 0) / mask.length;
  const figure: MapsFigure = {
    kind: 'maps',
    channels,
    size,
    values,
    mask,
    summary: `${channels} channels of ${size} by ${size} values, ${formatShare(dropped)} dropped, ${note}.`,
  };
  const label = 'of the values dropped in training can be guessed from a neighbour';
  return {
    title,
    note: `dropped ${note}`,
    headline: { value: formatShare(leak.exposed), label },
    figure,
  };
}

const rows = 8;

function drawRows(situation: Situation): SceneView {
  const { rate, input } = situation;
  const columns = Math.min(32, situation.width);
  const whole = wholeSamples(input.title);
  const byRow = trainingMask(situation, rows);
  const single = trainingMask(situation, rows * columns);
  const erased = single.map((_, i) => byRow[Math.floor(i / columns)] ?? 0);
  const shown = shownIn(situation);
  const lost = byRow.reduce((sum, bit) => sum + 1 - bit, 0);
  const labels = { 0: 'dropped', 1: 'kept', 2: '' };
  const erasedRows = (count: number) => ({
    value: `${count} of ${rows}`,
    label: 'samples erased in training',
  });
  const singles = { value: formatShare(rate), label: 'of single values dropped' };
  return {
    verdict: rowsVerdict(whole, lost),
    yours: {
      title: 'Your code',
      note: 'one row for each sample of the batch',
      headline: whole ? erasedRows(lost) : singles,
      figure: stateCells(shown(whole ? erased : single), labels, columns),
    },
    other: {
      title: 'After the fix',
      note: 'dropout that fits the rank: every sample keeps a share',
      headline: whole ? erasedRows(0) : singles,
      figure: stateCells(shown(single), labels, columns),
    },
    numbers: [
      row(
        'samples that are erased, expected share',
        whole ? rate : rate ** columns,
        rate ** columns,
        'share',
      ),
      row('values that are dropped, expected share', rate, rate, 'share'),
    ],
    lesson:
      'These layers tell by the number of dimensions what a channel is. On a tensor of another rank they take samples for channels, or act value by value, and say nothing.',
    formula: 'spatial',
  };
}

function rowsVerdict(whole: boolean, lost: number) {
  return whole
    ? say`On a tensor of this rank whole ${'samples'} are erased: ${`${lost} of ${rows}`} reach the next layer as zeros in this pass.`
    : say`On a tensor of this rank the layer does not drop what its name says: no whole channel is dropped, only ${'single values'}.`;
}

function wholeSamples(title: string): boolean {
  return /dropout[13]d/i.test(title);
}
