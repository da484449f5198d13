import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import * as bits from '../../../engine/bits';

const take = (source: bits.SequentialSource, count: number): number[] =>
  Array.from({ length: count }, () => source.u32());
const hex = (words: Iterable<number>): string =>
  [...words].map((word) => word.toString(16).padStart(8, '0')).join(' ');

test('mt19937', () => {
  assert.deepEqual(take(bits.mersenneTwister(5489), 3), [3499211612, 581869302, 3890346734]);
  assert.deepEqual(take(bits.mersenneTwister(0), 2), [2357136044, 2546248239]);
  assert.deepEqual(take(bits.mersenneTwister(42), 2), [1608637542, 3421126067]);
  assert.deepEqual(take(bits.mersenneTwister(-1), 2), take(bits.mersenneTwister(0xffffffff), 2));
  const long = bits.mersenneTwister(2n ** 40n + 42n);
  assert.deepEqual(take(long, 2), [1608637542, 3421126067]);
});

test('mt19937 reaches the ten-thousandth word that the C++ standard names', () => {
  const source = bits.mersenneTwister(5489);
  source.skip(9999);
  assert.equal(source.u32(), 4123659995);
});

test('CPython random.Random(5)', () => {
  const source = bits.pythonRandom(5);
  const seeds = [0, 1, 2].map(() => bits.randint31(source));
  assert.deepEqual(seeds, [1097127993, 1539898300, 124576495]);
  const fresh = bits.pythonRandom(5);
  const layers = [0, 1, 2].map(() => bits.randintBillion(fresh));
  assert.deepEqual(layers, [668835602, 274281999, 796487719]);
});

test('MCG31 starts at its seed', () => {
  assert.deepEqual(take(bits.mcg31(1), 3), [1, 1132489760, 826537482]);
  assert.equal(bits.mcg31(0).u32(), 1);
  assert.equal(bits.mcg31(0x7fffffff).u32(), 1);
});

test('threefry2x32-20', () => {
  assert.equal(hex(bits.threefry([0, 0]).block([0, 0])), '6b200159 99ba4efe');
  const ones = 0xffffffff;
  assert.equal(hex(bits.threefry([ones, ones]).block([ones, ones])), '1cb996fc bb002be7');
  assert.equal(
    hex(bits.threefry([0x13198a2e, 0x03707344]).block([0x243f6a88, 0x85a308d3])),
    'c4923a9c 483df7a0',
  );
});

test('philox4x32-10', () => {
  assert.equal(hex(bits.philox([0, 0]).block([0, 0, 0, 0])), '6627e8d5 e169c58d bc57ac4c 9b00dbd8');
  const ones = 0xffffffff;
  assert.equal(
    hex(bits.philox([ones, ones]).block([ones, ones, ones, ones])),
    '408f276d 41c83b0e a20bc7c6 6d5451fd',
  );
  assert.equal(
    hex(
      bits.philox([0xa4093822, 0x299f31d0]).block([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344]),
    ),
    'd16cfe09 94fdcceb 5001e420 24126ea1',
  );
});

test('a 128-bit counter carries', () => {
  const counter = Uint32Array.of(0xfffffffe, 0xffffffff, 0xffffffff, 1);
  bits.addToCounter(counter, 3);
  assert.deepEqual([...counter], [1, 0, 0, 2]);
  bits.addToCounter(counter, 2 ** 40 + 5);
  assert.deepEqual([...counter], [6, 256, 0, 2]);
});

test('alea', () => {
  const source = bits.alea('42');
  const numbers = [0, 1, 2].map(() => source.u32() * 2 ** -32);
  assert.deepEqual(numbers, [0.6848634963389486, 0.5463244677521288, 0.8455933185759932]);
});

test('NumPy SeedSequence and PCG64', () => {
  assert.equal(hex(bits.seedSequence([17, 0], 4)), '1cb825f0 13beeb3b 3a87e835 b7edfa40');
  const source = bits.pcg64([17, 0]);
  const numbers = [0, 1, 2].map(() => bits.uniformPcg64(source));
  assert.deepEqual(numbers, [0.8450747927979015, 0.16097309116910696, 0.5577445473656921]);
});

test('SHA-1', () => {
  const digest = (text: string): string => hexBytes(bits.sha1(bits.utf8(text)));
  assert.equal(digest('abc'), 'a9993e364706816aba3e25717850c26c9cd0d89d');
  assert.equal(digest(''), 'da39a3ee5e6b4b0d3255bfef95601890afd80709');
  assert.equal(
    digest('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'),
    '84983e441c3bd26ebaae4aa1f95129e5e54670f1',
  );
  assert.equal(digest('a'.repeat(1e6)), '34aa973cd4c4daa4f61eeb2bdbad27316534016f');
  for (let length = 50; length < 140; length++) {
    const text = 'é€😀x'.repeat(length).slice(0, length);
    assert.equal(digest(text), createHash('sha1').update(text, 'utf8').digest('hex'));
  }
});

test('rounding to the short float types', () => {
  assert.equal(bits.roundTo('float16', 0.3), 0.300048828125);
  assert.equal(bits.roundTo('bfloat16', 0.3), 0.30078125);
  assert.equal(bits.roundTo('float16', 2 ** -24 * 1.5), 2 ** -23);
  assert.equal(bits.roundTo('float32', 0.3), Math.fround(0.3));
  assert.equal(bits.roundTo('float64', 0.3), 0.3);
});

function hexBytes(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
