import { maskBits } from '../../engine/experiments';
import { formatShare } from '../format';
import { stateCells } from './figures';
import { row, say, type Scene, type SceneView, type Situation } from './scene';
import { layerOf } from './situation';

/** A dropout for feature maps on a tensor of another rank. */
export const dimension: Scene = { id: 'dimension', phase: 'training', draw: drawRows };

const rows = 8;

function drawRows(situation: Situation): SceneView {
  const { rate, input } = situation;
  const columns = Math.min(32, situation.width);
  const whole = wholeSamples(input.title);
  const maskOf = (units: number): Uint8Array =>
    maskBits(layerOf(situation, { units }), situation.pass);
  const byRow = maskOf(rows);
  const single = maskOf(rows * columns);
  const erased = single.map((_, i) => byRow[Math.floor(i / columns)] ?? 0);
  const shown = (mask: Uint8Array): Uint8Array =>
    situation.phase === 'training' ? mask : mask.map(() => 1);
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
