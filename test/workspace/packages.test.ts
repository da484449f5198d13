import assert from 'node:assert/strict';
import test from 'node:test';
import { findAll, learnAll, readPackages, startService } from './packages';

for (const { name, files, expected } of readPackages('test/workspace/cases')) {
  test(name, () => {
    const service = startService();
    learnAll(service, files);
    assert.equal(findAll(service, files).join('\n'), expected);
  });

  test(`${name}: the order in which files are learnt does not matter`, () => {
    const service = startService();
    learnAll(service, Object.fromEntries(Object.entries(files).reverse()));
    assert.equal(findAll(service, files).join('\n'), expected);
  });
}
