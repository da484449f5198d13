import type { ApiFact } from '../model/fact';
import { rowsOf } from './row';

const method = rowsOf('jax')('method', 'jax.Array');

/** Methods of arrays that change the shape and leave the numbers. */
export const jaxArray: readonly ApiFact[] = [
  method('reshape', '*args, **kwargs', 'reshape'),
  method('ravel', '*args, **kwargs', 'reshape'),
  method('flatten', '*args, **kwargs', 'reshape'),
  method('transpose', '*args, **kwargs', 'reshape', { outputRank: 'same' }),
  method('swapaxes', '*args, **kwargs', 'reshape', { outputRank: 'same' }),
  method('squeeze', '*args, **kwargs', 'reshape'),
  method('astype', '*args, **kwargs', 'identity', { outputRank: 'same' }),
  method('mean', '*args, **kwargs', 'averagePool'),
  method('max', '*args, **kwargs', 'maxPool'),
];
