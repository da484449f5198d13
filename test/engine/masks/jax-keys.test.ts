import assert from 'node:assert/strict';
import test from 'node:test';
import { foldIn, jaxKey, splitKey } from '../../../engine';

test('split and fold_in of jax.random.key(42)', () => {
  const key = jaxKey(42);
  assert.deepEqual(
    [0, 1, 2].map((index) => splitKey(key, 3, index)),
    [
      [1832780943, 270669613],
      [64467757, 2916123636],
      [2465931498, 255383827],
    ],
  );
  assert.deepEqual(foldIn(key, 1234567), [467261825, 1462758837]);
});
