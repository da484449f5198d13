import { activate, applyLayer, drawActivations, maskBits } from '../../engine/experiments';
import { formatCount } from '../format';
import { stateCells } from './figures';
import { row, say, type Scene, type SceneView, type Side, type Situation } from './scene';
import { layerOf } from './situation';

/** Dropout in front of ReLU, which is the same as behind it. */
export const commuting: Scene = { id: 'commuting', phase: 'training', draw };

function draw(situation: Situation): SceneView {
  const { width, seed, pass, phase, noun } = situation;
  const layer = layerOf(situation, phase === 'training' ? {} : { rate: 0 });
  const inputs = drawActivations('identity', width, seed);
  const mask = maskBits(layer, pass);
  const before = activate('relu', applyLayer(layer, inputs, mask));
  const behind = applyLayer(layer, activate('relu', inputs), mask);
  const equal = before.filter((value, unit) => value === behind[unit]).length;
  const largest = Math.max(...before.map((value, unit) => Math.abs(value - (behind[unit] ?? NaN))));
  const all = formatCount(width, noun);
  const side = (title: string, note: string, outputs: Float32Array): Side => ({
    title,
    note,
    headline: { value: `${equal} of ${width}`, label: 'outputs are the same on both sides' },
    figure: stateCells(statesOf(outputs, mask), {
      1: 'passes',
      2: 'zero by ReLU',
      0: 'zero by dropout',
    }),
  });
  return {
    verdict: say`Dropout before ReLU or behind it makes ${'no difference'}: all ${all} give the same outputs, bit for bit.`,
    yours: side('Your code', 'dropout, then ReLU', before),
    other: side('The other way round', 'ReLU, then dropout', behind),
    numbers: [
      row('outputs that are the same', equal, equal),
      row('largest difference', largest, largest),
      row('outputs that are 0', zeros(before), zeros(behind)),
    ],
    lesson:
      'ReLU gives 0 for 0 and passes a positive factor through, so it does not matter which comes first. With sigmoid, softmax or softplus it does.',
    formula: 'commuting',
  };
}

function statesOf(outputs: Float32Array, mask: Uint8Array): Uint8Array {
  return Uint8Array.from(outputs, (value, unit) => (mask[unit] === 0 ? 0 : value > 0 ? 1 : 2));
}

function zeros(outputs: Float32Array): number {
  return outputs.filter((value) => value === 0).length;
}
