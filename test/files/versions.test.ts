import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { createProjectVersions, isManifest } from '../../server/files/project-versions';
import {
  compareVersions,
  isBefore,
  isFrom,
  mayLieIn,
  narrowed,
  shownRange,
  widened,
} from '../../server/model/versions';
import { manifestKind } from '../../server/versions/manifests';
import { resolveVersions } from '../../server/versions/resolve';
import { readSpecifier, type Dialect } from '../../server/versions/specifier';

describe('ranges', () => {
  test('releases are compared by number, and missing parts are zero', () => {
    assert.equal(compareVersions('2', '2.0.0'), 0);
    assert.ok(compareVersions('2.9', '2.16') < 0);
    assert.ok(compareVersions('v2.16.0rc1', '2.15.1') > 0);
    assert.equal(compareVersions('nothing', 'else'), 0);
  });

  test('what is not known is neither before nor from a version, and may lie anywhere', () => {
    assert.equal(isBefore(undefined, '2.0'), false);
    assert.equal(isFrom({}, '2.0'), false);
    assert.equal(mayLieIn(undefined, '1.0', '2.0'), true);
  });

  test('the upper bound does not belong to a range', () => {
    assert.equal(isBefore({ high: '2.0' }, '2.0'), true);
    assert.equal(isBefore({ high: '2.1' }, '2.0'), false);
    assert.equal(isFrom({ low: '2.0' }, '2.0'), true);
    assert.equal(mayLieIn({ low: '2.0' }, undefined, '2.0'), false);
    assert.equal(mayLieIn({ high: '2.0' }, '2.0', undefined), false);
  });

  test('ranges meet and join', () => {
    assert.deepEqual(narrowed({ low: '1.0' }, { low: '2.0', high: '3.0' }), {
      low: '2.0',
      high: '3.0',
    });
    assert.equal(narrowed({ high: '2.0' }, { low: '2.0' }), undefined);
    assert.deepEqual(widened({ low: '1.0', high: '2.0' }, { low: '2.3' }), { low: '1.0' });
  });

  test('ranges are shown in words', () => {
    assert.equal(shownRange({ low: '2.15', high: '2.15.1', exact: '2.15' }), '2.15');
    assert.equal(shownRange({ low: '2.0' }), '2.0 or later');
    assert.equal(shownRange({ high: '2.0' }), 'before 2.0');
    assert.equal(shownRange({}), undefined);
  });
});

describe('specifiers', () => {
  const cases: readonly (readonly [string, Dialect, unknown])[] = [
    ['', 'pip', {}],
    ['>=2.1,<3', 'pip', { low: '2.1', high: '3' }],
    ['>= 2.1, < 3', 'pip', { low: '2.1', high: '3' }],
    ['==1.15.0', 'pip', { low: '1.15.0', high: '1.15.1', exact: '1.15.0' }],
    ['==1.15', 'pip', { low: '1.15', high: '1.15.1', exact: '1.15' }],
    ['==1.15.*', 'pip', { low: '1.15', high: '1.16' }],
    ['<=2.10', 'pip', { high: '2.10.1' }],
    ['~=2.4', 'pip', { low: '2.4', high: '3' }],
    ['~=2.4.1', 'pip', { low: '2.4.1', high: '2.5' }],
    ['!=2.3', 'pip', {}],
    ['==2.0.0rc1', 'pip', { low: '2.0.0', high: '2.0.1', exact: '2.0.0rc1' }],
    ['^2.4', 'poetry', { low: '2.4', high: '3' }],
    ['^0.4.1', 'poetry', { low: '0.4.1', high: '0.5' }],
    ['~2.4', 'poetry', { low: '2.4', high: '2.5' }],
    ['2.4', 'poetry', { low: '2.4', high: '2.4.1', exact: '2.4' }],
    ['*', 'poetry', {}],
    ['=1.15', 'conda', { low: '1.15', high: '1.16' }],
    ['4.x', 'npm', { low: '4', high: '5' }],
    ['4', 'npm', { low: '4', high: '5' }],
    ['4.22.0', 'npm', { low: '4.22.0', high: '4.22.1', exact: '4.22.0' }],
    ['>=3 <5', 'npm', { low: '3', high: '5' }],
    ['3.1.0 - 4.2.0', 'npm', { low: '3.1.0', high: '4.2.1' }],
    ['^3.0.0 || ^4.0.0', 'npm', { low: '3.0.0', high: '5' }],
    ['latest', 'npm', {}],
    ['workspace:^', 'npm', {}],
    ['file:../tfjs', 'npm', {}],
    ['>=3,<2', 'pip', {}],
    ['>=', 'pip', {}],
    ['=='.repeat(40), 'pip', {}],
  ];
  for (const [text, dialect, expected] of cases) {
    test(`${dialect}: ${text.slice(0, 30)}`, () =>
      assert.deepEqual(readSpecifier(text, dialect), expected));
  }
});

describe('manifests', () => {
  const pinned = { low: '2.3.1', high: '2.3.2', exact: '2.3.1' };
  const cases: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
    [
      'requirements.txt',
      '# old\n-r base.txt\ntensorflow-gpu==2.3.1 ; python_version < "3.9"  # why',
      { tensorflow: pinned },
    ],
    [
      'requirements-dev.txt',
      'TensorFlow[and-cuda] == 2.3.1 \\\n  --hash=sha256:aa',
      { tensorflow: pinned },
    ],
    [
      'requirements/base.txt',
      'https://host/t/tensorflow_gpu-2.3.1-cp36-cp36m-linux_x86_64.whl',
      { tensorflow: pinned },
    ],
    ['requirements.txt', 'torch', {}],
    ['requirements.txt', '\u0000\u0001(((', {}],
    ['pyproject.toml', '[project]\ndependencies = ["tensorflow==2.3.1"]', { tensorflow: pinned }],
    [
      'pyproject.toml',
      '[project.optional-dependencies]\ntf = ["tensorflow (==2.3.1)"]',
      { tensorflow: pinned },
    ],
    [
      'pyproject.toml',
      '[dependency-groups]\ntf = ["tensorflow==2.3.1", {include-group = "x"}]',
      { tensorflow: pinned },
    ],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\ntensorflow = {version = "2.3.1", optional = true}',
      { tensorflow: pinned },
    ],
    [
      'pyproject.toml',
      '[tool.poetry.group.ml.dependencies]\ntensorflow = "2.3.1"',
      { tensorflow: pinned },
    ],
    ['pyproject.toml', '[project\ndependencies =', {}],
    ['pyproject.toml', '[project]\ndependencies = "tensorflow"', {}],
    ['Pipfile', '[packages]\ntensorflow = "==2.3.1"', { tensorflow: pinned }],
    [
      'uv.lock',
      '[[package]]\nname = "tensorflow"\nversion = "2.3.1"\n\n[[package]]\nname = "x"',
      { tensorflow: pinned },
    ],
    ['poetry.lock', '[[package]]\nname = "tensorflow"\nversion = "2.3.1"', { tensorflow: pinned }],
    ['Pipfile.lock', '{"default": {"tensorflow": {"version": "==2.3.1"}}}', { tensorflow: pinned }],
    ['Pipfile.lock', '{"default": ', {}],
    [
      'environment.yml',
      'dependencies:\n  - python=3.7\n  - conda-forge::tensorflow=2.3.1=gpu_0\n  - pip:\n    - keras==2.4.3',
      {
        python: { low: '3.7', high: '3.8' },
        tensorflow: pinned,
        keras: { low: '2.4.3', high: '2.4.4', exact: '2.4.3' },
      },
    ],
    [
      'environment.yml',
      'dependencies:\n  - "tensorflow >=2.3.1,<2.3.2"',
      { tensorflow: { low: '2.3.1', high: '2.3.2' } },
    ],
    [
      'setup.cfg',
      '[options]\ninstall_requires =\n    tensorflow==2.3.1\n    numpy\n[x]\ny =\n    keras<2',
      { tensorflow: pinned },
    ],
    [
      'setup.py',
      "setup(name='x', keywords='tensorflow', install_requires=['tensorflow==2.3.1'])",
      { tensorflow: pinned },
    ],
    [
      'package.json',
      '{"dependencies": {"@tensorflow/tfjs": "^4.0.0", "x": 4}}',
      { '@tensorflow/tfjs': { low: '4.0.0', high: '5' } },
    ],
    ['package.json', '[]', {}],
    [
      'package-lock.json',
      '{"packages": {"": {}, "node_modules/@tensorflow/tfjs": {"version": "4.22.0"}}}',
      {
        '@tensorflow/tfjs': { low: '4.22.0', high: '4.22.1', exact: '4.22.0' },
      },
    ],
  ];
  for (const [name, text, expected] of cases) {
    test(`${name}: ${JSON.stringify(text).slice(0, 50)}`, () => {
      const { keras, ...rest } = resolveVersions([{ files: [{ name, text }], installed: [] }]);
      const { keras: expectedKeras, ...others } = expected;
      assert.deepEqual(rest, others);
      if (expectedKeras) assert.deepEqual(keras, expectedKeras);
    });
  }

  test('files that are no manifests say nothing', () => {
    assert.equal(manifestKind('notes.txt'), undefined);
    assert.equal(isManifest('file:///project/sub/requirements/base.txt'), true);
    assert.equal(isManifest('file:///project/requirements.md'), false);
  });
});

describe('resolving', () => {
  const folder = (files: Readonly<Record<string, string>>) => ({
    files: Object.entries(files).map(([name, text]) => ({ name, text })),
    installed: [],
  });

  test('files of one folder are alternatives', () => {
    const files = {
      'requirements.txt': 'tensorflow==1.15.0',
      'requirements-tf2.txt': 'tensorflow==2.3.0',
    };
    assert.deepEqual(resolveVersions([folder(files)])['tensorflow'], {
      low: '1.15.0',
      high: '2.3.1',
    });
  });

  test('a lock file narrows what is declared', () => {
    const files = {
      'pyproject.toml': '[project]\ndependencies = ["flax>=0.8"]',
      'uv.lock': '[[package]]\nname = "flax"\nversion = "0.10.2"',
    };
    assert.equal(resolveVersions([folder(files)])['flax']?.exact, '0.10.2');
  });

  test('a folder above narrows, and is not believed against a nearer one', () => {
    const near = folder({ 'requirements.txt': 'tensorflow>=2.0' });
    const above = folder({ 'requirements.txt': 'tensorflow<2.16' });
    const other = folder({ 'requirements.txt': 'tensorflow==1.15' });
    assert.deepEqual(resolveVersions([near, above])['tensorflow'], { low: '2.0', high: '2.16' });
    assert.deepEqual(resolveVersions([near, other])['tensorflow'], { low: '2.0' });
  });

  test('TensorFlow tells which Keras it brings', () => {
    const keras = (text: string) =>
      resolveVersions([folder({ 'requirements.txt': text })])['keras'];
    assert.deepEqual(keras('tensorflow>=2.16'), { low: '3.0' });
    assert.deepEqual(keras('tensorflow==2.15.0'), { high: '3.0' });
    assert.equal(keras('tensorflow'), undefined);
    assert.deepEqual(keras('tensorflow>=2.16\nkeras<3.5'), { high: '3.5' });
  });
});

test('manifests are found from the folder of a file up to the top of its repository, once', () => {
  const top = fs.mkdtempSync(path.join(os.tmpdir(), 'versions-'));
  try {
    const write = (name: string, text: string): void => {
      fs.mkdirSync(path.dirname(path.join(top, name)), { recursive: true });
      fs.writeFileSync(path.join(top, name), text);
    };
    write('requirements.txt', 'tensorflow==1.15.0');
    write('repository/.git/HEAD', '');
    write('repository/setup.py', "setup(install_requires=['flax>=0.8'])");
    write('repository/.venv/lib/python3.12/site-packages/jax-0.10.2.dist-info/METADATA', '');
    write('repository/node_modules/@tensorflow/tfjs/package.json', '{"version": "4.22.0"}');
    write('repository/package.json', '{"dependencies": {"@tensorflow/tfjs": "^4.0.0"}}');
    const versions = createProjectVersions();
    const file = path.join(top, 'repository/src/deep/model.py');
    const found = versions.of(file);
    assert.deepEqual(Object.keys(found).sort(), ['@tensorflow/tfjs', 'flax', 'jax']);
    assert.equal(found['@tensorflow/tfjs']?.exact, '4.22.0');
    assert.equal(versions.of(file), found);
    write('repository/src/requirements.txt', 'tensorflow<2');
    versions.clear();
    assert.deepEqual(versions.of(file)['tensorflow'], { high: '2' });
  } finally {
    fs.rmSync(top, { recursive: true });
  }
});
