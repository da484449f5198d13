import { keepProbability } from '../../engine/closed-forms';
import { maskBits } from '../../engine/experiments';
import { formatShare } from '../format';
import { stateCells } from './figures';
import { row, say, type Scene, type SceneView, type Situation } from './scene';
import { layerOf } from './situation';

/** Dropout behind an embedding: single numbers of every word, or whole words. */
export const embedding: Scene = { id: 'embedding', phase: 'training', draw };

/** The word at each place of a sentence, by number; some words come twice. */
const sentence = [0, 1, 2, 0, 3, 4, 1, 5, 0, 6];
const words = 7;
const most = 24;

function draw(situation: Situation): SceneView {
  const { rate, pass, phase } = situation;
  const columns = Math.min(most, situation.width);
  const active = phase === 'training' ? rate : 0;
  const layer = layerOf(situation, { rate: active, units: sentence.length * columns });
  const single = maskBits(layer, pass);
  const kept = maskBits({ ...layer, units: words }, pass);
  const whole = single.map((_, i) => kept[sentence[Math.floor(i / columns)] as number] as number);
  const hidden = sentence.filter((word) => kept[word] === 0).length;
  const labels = { 1: 'kept', 0: 'dropped', 2: '' } as const;
  const label = 'places of the sentence hidden as a whole';
  return {
    verdict: say`Each pass hides ${formatShare(rate)} of the numbers of every word, but ${'no word as a whole'}: what is left still tells which word it was.`,
    yours: {
      title: 'Your code',
      note: 'one row for each place, single numbers dropped',
      headline: { value: `0 of ${sentence.length}`, label },
      figure: stateCells(single, labels, columns),
    },
    other: {
      title: 'Embedding dropout',
      note: 'a word is dropped wherever it stands',
      headline: { value: `${hidden} of ${sentence.length}`, label },
      figure: stateCells(whole, labels, columns),
    },
    numbers: [
      row('chance that a word is hidden as a whole', rate ** columns, rate, 'share'),
      row(
        'chance that it comes through untouched',
        keepProbability(rate) ** columns,
        keepProbability(rate),
        'share',
      ),
      row('numbers that are dropped, expected', rate, rate, 'share'),
    ],
    lesson:
      'A word vector is redundant, so single holes are easily guessed around. Embedding dropout zeroes whole rows of the table, one draw for each word of the vocabulary, so that the model learns not to lean on single words.',
    formula: 'inverted',
  };
}
