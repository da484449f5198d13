import { lowWord, threefryBlock, type Seed } from '../bits';
import { MaskError, type KeyOperation } from './request';

/** A raw threefry key of two words. */
export type Key = readonly [number, number];

/** `jax.random.key(seed)` with 64-bit types off; throws a MaskError beyond signed 64 bits, as JAX does. */
export function jaxKey(seed: Seed): Key {
  const wide = BigInt(seed);
  if (BigInt.asIntN(64, wide) !== wide) {
    throw new MaskError(`JAX takes a signed 64-bit seed, not ${seed}.`);
  }
  return [0, lowWord(seed)];
}

/** `jax.random.fold_in(key, data)`. */
export function foldIn(key: Key, data: Seed): Key {
  return hash(key, 0, lowWord(data));
}

/** The key at `index` of `jax.random.split(key, count)`. */
export function splitKey(key: Key, count: number, index: number, partitionable = true): Key {
  if (partitionable) return hash(key, 0, index);
  return [oldWord(key, 2 * count, 2 * index), oldWord(key, 2 * count, 2 * index + 1)];
}

/** A key after several splits and fold-ins, from left to right. */
export function applyKeyOperations(
  key: Key,
  operations: readonly KeyOperation[],
  partitionable = true,
): Key {
  return operations.reduce<Key>((current, operation) => {
    if (operation.kind === 'fold_in') {
      if (BigInt.asUintN(32, operation.data) !== operation.data) {
        throw new MaskError(`fold_in takes an unsigned 32-bit integer, not ${operation.data}.`);
      }
      return foldIn(current, operation.data);
    }
    const { count, index } = operation;
    if (!(index >= 0 && index < count)) {
      throw new MaskError(`split(${count}) has no key at index ${index}.`);
    }
    return splitKey(current, count, index, partitionable);
  }, key);
}

/**
 * The first `count` random words of a key.
 * The partitionable layout hashes a counter of 64 bits each; the old one pairs both halves of the counters.
 */
export function randomBits(key: Key, count: number, partitionable = true): Uint32Array {
  const [key0, key1] = key;
  const words = new Uint32Array(count);
  const out = new Uint32Array(2);
  if (partitionable) {
    for (let i = 0; i < count; i++) {
      threefryBlock(key0, key1, 0, i, out);
      words[i] = (out[0] as number) ^ (out[1] as number);
    }
    return words;
  }
  const half = Math.ceil(count / 2);
  for (let i = 0; i < half; i++) {
    threefryBlock(key0, key1, i, i + half < count ? i + half : 0, out);
    words[i] = out[0] as number;
    if (i + half < count) words[i + half] = out[1] as number;
  }
  return words;
}

function hash(key: Key, counter0: number, counter1: number): Key {
  const out = new Uint32Array(2);
  threefryBlock(key[0], key[1], counter0, counter1, out);
  return [out[0] as number, out[1] as number];
}

function oldWord(key: Key, count: number, index: number): number {
  const half = Math.ceil(count / 2);
  const first = index % half;
  const [low, high] = hash(key, first, first + half < count ? first + half : 0);
  return index < half ? low : high;
}
