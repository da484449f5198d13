import type { ApiFact } from '../model/fact';
import { type Columns, rowsOf } from './row';

const jax = rowsOf('jax');
const random = jax('function', 'jax.random');
const activation = jax('function', 'jax.nn', 'flax.linen', 'flax.linen.activation', 'flax.nnx');
const numpy = jax('function', 'jax.numpy');
const lax = jax('function', 'jax.lax');
const call = jax('function', 'jax');

const sharded = '*, out_sharding=None';
const derivative = 'fun, argnums=0, has_aux=False, holomorphic=False, allow_int=False';

/** An activation: its value at zero where that is not zero, and whether it commutes with a mask. */
function act(name: string, signature = 'x', columns: Columns = {}): ApiFact {
  return activation(name, signature, 'activation', {
    activation: name,
    outputRank: 'same',
    ...columns,
  });
}

const commutes: Columns = { commutesWithDropout: true };

/** JAX itself: keys and draws, activations, transformations. */
export const jaxRows: readonly ApiFact[] = [
  random('bernoulli', `key, p=0.5, shape=None, mode='low', ${sharded}`, 'random', {
    key: { argument: 'key', required: true },
  }),
  ...['uniform'].map((name) =>
    random(name, `key, shape=..., dtype=None, minval=0.0, maxval=1.0, ${sharded}`, 'random', {
      key: { argument: 'key', required: true },
    }),
  ),
  random('normal', `key, shape=..., dtype=None, ${sharded}`, 'random', {
    key: { argument: 'key', required: true },
  }),
  random('split', 'key, num=2', 'key', { keys: 'derived' }),
  random('fold_in', 'key, data', 'key', { keys: 'derived' }),
  random('key', 'seed, *, impl=None, dtype=None', 'key', { keys: 'new' }),
  random('PRNGKey', 'seed, *, impl=None', 'key', { keys: 'new' }),

  act('relu', 'x', commutes),
  act('relu6'),
  act('leaky_relu', 'x, negative_slope=0.01', commutes),
  act('elu', 'x, alpha=1.0'),
  act('celu', 'x, alpha=1.0'),
  act('selu'),
  act('gelu', 'x, approximate=True'),
  act('silu'),
  act('swish'),
  act('hard_silu'),
  act('hard_swish'),
  act('hard_tanh'),
  act('soft_sign'),
  act('tanh'),
  act('sigmoid', 'x', { atZero: 0.5 }),
  act('hard_sigmoid', 'x', { atZero: 0.5 }),
  act('log_sigmoid', 'x', { atZero: -Math.LN2 }),
  act('softplus', 'x', { atZero: Math.LN2 }),
  act('softmax', 'x, axis=-1, where=None', { atZero: 'share' }),
  act('log_softmax', 'x, axis=-1, where=None', { atZero: 'share' }),
  numpy('tanh', 'x', 'activation', { activation: 'tanh', outputRank: 'same' }),
  jax('function', 'jax.nn')('glu', 'x, axis=-1', 'activation', { activation: 'glu' }),
  jax('function', 'jax.nn')('identity', 'x', 'identity'),

  numpy('reshape', `a, shape, order='C', *, copy=None, out_sharding=None`, 'reshape'),
  numpy('ravel', `a, order='C', ${sharded}`, 'reshape', { outputRank: 1 }),
  numpy('transpose', 'a, axes=None', 'reshape', { outputRank: 'same' }),
  numpy('swapaxes', 'a, axis1, axis2', 'reshape', { outputRank: 'same' }),
  numpy('moveaxis', 'a, source, destination', 'reshape', { outputRank: 'same' }),
  numpy('expand_dims', 'a, axis', 'reshape'),
  numpy('squeeze', 'a, axis=None', 'reshape'),
  numpy('concatenate', 'arrays, axis=0, dtype=None', 'concatenate'),
  numpy('stack', 'arrays, axis=0, out=None, dtype=None', 'concatenate'),
  numpy('hstack', 'tup, dtype=None', 'concatenate'),
  numpy('add', '*args, out=None, where=None', 'add'),
  numpy('multiply', '*args, out=None, where=None', 'multiply'),
  numpy('mean', 'a, axis=None, dtype=None, out=None, keepdims=False, *, where=None', 'averagePool'),
  numpy('max', 'a, axis=None, out=None, keepdims=False, initial=None, where=None', 'maxPool'),
  numpy('where', 'condition, x=None, y=None, *, size=None, fill_value=None', 'other'),
  lax('stop_gradient', 'x', 'identity'),

  call(
    'jit',
    'fun=..., *, in_shardings=..., out_shardings=..., static_argnums=None, static_argnames=None, donate_argnums=None, donate_argnames=None, keep_unused=False, device=None, backend=None, inline=False, compiler_options=None',
    'wrapper',
    { also: ['jax.pjit'] },
  ),
  call(
    'checkpoint',
    'fun, *, prevent_cse=True, policy=None, static_argnums=..., static_argnames=..., concrete=...',
    'wrapper',
  ),
  call(
    'remat',
    'fun, *, prevent_cse=True, policy=None, static_argnums=..., concrete=...',
    'wrapper',
  ),
  call(
    'pmap',
    'fun, axis_name=None, *, in_axes=0, out_axes=0, static_broadcasted_argnums=..., devices=None, backend=None, axis_size=None, donate_argnums=...',
    'wrapper',
  ),
  call(
    'vmap',
    'fun, in_axes=0, out_axes=0, axis_name=None, axis_size=None, spmd_axis_name=None, sum_match=False',
    'batch',
  ),
  call('grad', `${derivative}, reduce_axes=...`, 'gradient'),
  call('value_and_grad', `${derivative}, reduce_axes=...`, 'gradient'),
];
