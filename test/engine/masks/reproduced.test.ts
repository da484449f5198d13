import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import {
  drawMasks,
  drawStatistical,
  reproducedMasks,
  type MaskRequest,
  type ReproducedMasks,
} from '../../../engine';

interface Golden {
  readonly cases: readonly { readonly args: readonly string[] }[];
}

const seeds = {
  seed: 1n,
  seeds: [1n, 2n],
  globalSeed: 1n,
  rate: 0.5,
  calls: 1,
} as const;

for (const entry of reproducedMasks) {
  test(`${entry.title}, ${entry.calls}: draws carry this stream and verdict`, () => {
    for (const request of requestsOf(entry)) {
      const { stream, verdict } = drawMasks(request);
      assert.deepEqual({ stream, verdict }, { stream: entry.stream, verdict: entry.verdict });
    }
    if (entry.verdict === 'statistical only') {
      const { stream, verdict } = drawStatistical({ rate: 0.5, shape: [4], calls: 1, seed: 1 });
      assert.deepEqual({ stream, verdict }, { stream: entry.stream, verdict: entry.verdict });
    }
  });
}

test('what is called exact has masks that the framework itself drew, and these are of nothing else', () => {
  const listed = reproducedMasks.flatMap(({ golden, framework, apis = [] }) =>
    apis.map((api) => `${golden} ${framework} ${api}`),
  );
  const files = [...new Set(reproducedMasks.flatMap(({ golden }) => golden ?? []))];
  const drawn = files.flatMap((file) => {
    const text = fs.readFileSync(`test/oracle/golden/${file}.json`, 'utf8');
    const { cases } = JSON.parse(text) as Golden;
    return cases.map(({ args }) => `${file} ${valueOf(args, 'framework')} ${valueOf(args, 'api')}`);
  });
  assert.deepEqual([...new Set(drawn)].sort(), [...new Set(listed)].sort());
  for (const { verdict, golden } of reproducedMasks) {
    assert.equal(golden !== undefined, verdict === 'exact');
  }
});

function requestsOf({ framework, apis = [], stream }: ReproducedMasks): MaskRequest[] {
  if (stream.startsWith('mcg31')) {
    const mkl = { ...seeds, framework: 'torch', engine: 'mcg31', shape: [4] } as const;
    return [
      { ...mkl, api: 'dropout' },
      { ...mkl, api: 'bernoulli_' },
    ];
  }
  return apis.map((api) => {
    const rank = { SpatialDropout1D: 3, SpatialDropout2D: 4, SpatialDropout3D: 5 }[api] ?? 2;
    const seed = framework === 'tfjs' ? '1' : 1n;
    return { ...seeds, framework, api, seed, shape: Array(rank).fill(2) } as unknown as MaskRequest;
  });
}

function valueOf(args: readonly string[], name: string): string | undefined {
  return args[args.indexOf(`--${name}`) + 1];
}
