import { usualStrength, type Regulariser, type TrainingTask } from '../../engine/experiments';
import { formatNumber } from '../format';

/** What each regulariser is called in lists. */
export const regulariserNames: Readonly<Record<Regulariser, string>> = {
  dropout: 'Dropout',
  'gaussian dropout': 'Gaussian dropout',
  dropconnect: 'DropConnect',
  nothing: 'Nothing',
  l1: 'L1',
  l2: 'L2',
  'weight decay': 'Weight decay',
  'early stopping': 'Early stopping',
  'batch norm': 'BatchNorm',
  'dropout and batch norm': 'Dropout and BatchNorm',
};

/** The regulariser with its number, as the title of a run: `Dropout 0.5`, `L1 0.003`. */
export function regulariserTitle(
  name: Regulariser,
  { rate, strength }: Pick<TrainingTask, 'rate' | 'strength'>,
): string {
  const numbers: Readonly<Partial<Record<Regulariser, number>>> = {
    dropout: rate,
    'gaussian dropout': rate,
    dropconnect: rate,
    'dropout and batch norm': rate,
    l1: usualStrength.l1 * strength,
    l2: usualStrength.l2 * strength,
    'weight decay': usualStrength.weightDecay * strength,
    'early stopping': usualStrength.patience,
  };
  const number = numbers[name];
  return number === undefined
    ? regulariserNames[name]
    : `${regulariserNames[name]} ${formatNumber(number)}`;
}

/** Whether the strength of penalties matters to a regulariser. */
export function hasStrength(name: Regulariser): boolean {
  return name === 'l1' || name === 'l2' || name === 'weight decay';
}
