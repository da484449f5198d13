import assert from 'node:assert/strict';
import test from 'node:test';
import {
  alphaDropoutConstants,
  alphaDropoutValue,
  batchNormOutputDeviation,
  keepProbability,
  noiseFactor,
  reluOfStandardNormal,
  scale,
  stackedRate,
  stackedScale,
  trainingVariance,
  usualRates,
} from '../../engine';
import { topics, variantCards } from '../../server/explain';
import { pageOf } from '../../server/service/catalogue';

const pages = [...topics, ...variantCards];

function textOf(id: string): string {
  const topic = pages.find((one) => one.id === id);
  assert.ok(topic, `There is no topic ${id}.`);
  return topic.markdown;
}

/** The rows of the first table whose head contains a word, as numbers where they are numbers. */
function tableOf(id: string, word: string): number[][] {
  const lines = textOf(id).split('\n');
  const head = lines.findIndex((line) => line.startsWith('|') && line.includes(word));
  assert.ok(head >= 0, `${id} has no table with ${word}.`);
  const length = lines.slice(head).findIndex((line) => !line.startsWith('|'));
  return lines
    .slice(head + 2, head + length)
    .map((line) => line.split('|').slice(1, -1).map(Number));
}

test('every topic has a title, a lead and what pages need, and names only topics that exist', () => {
  for (const { id, markdown } of pages) {
    assert.match(markdown, /^# [^\n]+\n\n[^\n#|]+\n/, id);
    if (id !== 'flashcards') assert.match(markdown, /\n## References\n\n- /, id);
    const exempt = ['flashcards', 'common-misstatements'].includes(id);
    if (!exempt) assert.match(markdown, /\n## Common misstatements\n\n- /, id);
    for (const [, other] of markdown.matchAll(/(?:see|Topic:) `([\w-]+)`/g)) {
      assert.ok(pageOf(other ?? ''), `${id} names ${other}`);
    }
  }
});

test('paragraphs have one sentence to a line', () => {
  for (const { id, markdown } of pages) {
    for (const line of markdown.split('\n').filter((one) => /^[A-Z]/.test(one))) {
      assert.ok(!/[a-z)]\. [A-Z]/.test(line), `${id}: ${line}`);
    }
  }
});

test('the numbers of the mathematics are those of the engine', () => {
  const rows = tableOf('mathematics', 'kept share');
  assert.equal(rows.length, 5);
  for (const [rate = NaN, kept, factor, noise] of rows) {
    assert.equal(kept, rounded(keepProbability(rate)));
    assert.equal(factor, rounded(scale(rate)));
    assert.equal(noise, rounded(noiseFactor(rate)));
  }
  assert.match(textOf('scaling'), new RegExp(`p = 0\\.2 they are multiplied by ${scale(0.2)}`));
  assert.match(textOf('placement'), new RegExp(`0\\.5 and 0\\.5 make ${stackedRate([0.5, 0.5])}`));
  assert.equal(stackedScale([0.5, 0.5]), 4);
  assert.match(textOf('variants'), new RegExp(alphaDropoutValue.toFixed(3).replace('-', '−')));
});

test('every variant has a card with its formula, its use and its API in four libraries', () => {
  assert.equal(variantCards.length, 14);
  for (const { id, markdown } of variantCards) {
    for (const heading of ['Formula', 'When to use it', 'In the libraries']) {
      assert.ok(markdown.includes(`\n## ${heading}\n\n`), `${id} has no ${heading}`);
    }
    for (const library of ['PyTorch', 'Keras', 'Flax', 'TensorFlow.js']) {
      assert.ok(markdown.includes(`\n| ${library} | `), `${id} says nothing of ${library}`);
    }
    assert.ok(textOf('variants').includes(`\`${id}\``), `variants does not name ${id}`);
  }
});

test('the numbers of the cards are those of the engine', () => {
  const { a, b, alpha } = alphaDropoutConstants(0.1);
  const dropped = rounded(a * alpha + b)
    .toString()
    .replace('-', '−');
  assert.ok(textOf('feature-alpha-dropout').includes(`about ${dropped} at p = 0.1`));
  assert.ok(textOf('alpha-dropout').includes(alpha.toFixed(4).replace('-', '−')));
  assert.ok(textOf('spatial-dropout').includes(`one pass of ${1 / 0.5 ** 8}`));
});

test('the variance shift is that of the engine', () => {
  const rows = tableOf('batch-normalisation', 'variance in training');
  assert.equal(rows.length, 5);
  for (const [rate = NaN, training, inference, size] of rows) {
    const unit = { ...reluOfStandardNormal, rate };
    assert.equal(training, rounded(trainingVariance(unit)));
    assert.equal(inference, rounded(unit.variance));
    assert.equal(size, rounded(batchNormOutputDeviation(unit)));
  }
});

test('the usual rates are those of the engine', () => {
  const text = textOf('rate');
  const { hidden, input, alpha } = usualRates;
  assert.ok(text.includes(`| ${hidden.lowest} to ${hidden.highest} |`));
  assert.ok(text.includes(`| ${input.lowest} to ${input.highest} |`));
  assert.ok(text.includes(`| ${alpha.lowest} to ${alpha.highest} |`));
});

test('there are at least twenty-five flashcards, each with an answer and a topic', () => {
  const cards = textOf('flashcards').split('\n### ').slice(1);
  assert.ok(cards.length >= 25);
  for (const card of cards) assert.match(card, /^[^\n]+\?\n\n[^\n]+\n\nTopic: `[\w-]+`\s*$/);
});

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
