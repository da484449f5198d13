import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBlocks, type Block } from '../../webview/explainer/markdown/blocks';
import { readCards } from '../../webview/explainer/markdown/cards';
import { plainText, readInline, type Inline } from '../../webview/explainer/markdown/inline';
import { searchPages } from '../../webview/explainer/search';
import { library } from './library';

test('the marks of a line become pieces', () => {
  assert.deepEqual(readInline('a `b|c` **d** *e* [f](g)'), [
    { kind: 'text', text: 'a ' },
    { kind: 'code', text: 'b|c' },
    { kind: 'text', text: ' ' },
    { kind: 'strong', text: 'd' },
    { kind: 'text', text: ' ' },
    { kind: 'emphasis', text: 'e' },
    { kind: 'text', text: ' ' },
    { kind: 'link', text: 'f', target: 'g' },
  ]);
  assert.deepEqual(readInline('2 * 3 * 4, λ·Σ\\|w\\| and a_b_c'), [
    { kind: 'text', text: '2 * 3 * 4, λ·Σ|w| and a_b_c' },
  ]);
  assert.deepEqual(readInline('`` a`b ``'), [{ kind: 'code', text: 'a`b' }]);
  assert.deepEqual(readInline('`*not strong*`'), [{ kind: 'code', text: '*not strong*' }]);
});

test('lines become blocks', () => {
  const text =
    '# A\n\nb\nc\n\n- d\n- e\n\n| f | g\\|h |\n| --- | --- |\n| 1 | 2 |\n\n```py x\ni\n\nj\n```\n';
  const kinds = readBlocks(text).map((block) => block.kind);
  assert.deepEqual(kinds, ['heading', 'paragraph', 'list', 'table', 'code']);
  const [, paragraph, list, table, code] = readBlocks(text);
  assert.equal(paragraph?.kind === 'paragraph' && plainText(paragraph.content), 'b c');
  assert.equal(list?.kind === 'list' && list.items.length, 2);
  assert.deepEqual(table?.kind === 'table' && table.head.map(plainText), ['f', 'g|h']);
  assert.deepEqual(code, { kind: 'code', info: 'py x', text: 'i\n\nj' });
});

test('a fence that never closes, and an empty page, are read to the end', () => {
  assert.deepEqual(readBlocks('```\na'), [{ kind: 'code', info: '', text: 'a' }]);
  assert.deepEqual(readBlocks(''), []);
});

test('every page of the product is read without a mark left over', () => {
  for (const { id, markdown } of library.pages) {
    const blocks = readBlocks(markdown);
    assert.equal(blocks[0]?.kind, 'heading', id);
    for (const piece of blocks.flatMap(textsOf)) {
      if (piece.kind !== 'text') continue;
      assert.doesNotMatch(piece.text, /`|\*\*|\]\(|<!--|^#+ |^\|/, `${id}: ${piece.text}`);
    }
  }
});

test('every flashcard of the page is read, each with a topic that exists', () => {
  const page = library.pages.find(({ id }) => id === 'flashcards');
  const cards = readCards(page?.markdown ?? '');
  assert.equal(cards.length, page?.markdown.split('\n### ').slice(1).length);
  assert.ok(cards.length >= 25);
  assert.equal(new Set(cards.map(({ id }) => id)).size, cards.length);
  const ids = new Set(library.pages.map(({ id }) => id));
  assert.deepEqual(
    cards.filter(({ topic }) => !ids.has(topic)),
    [],
  );
});

test('a search finds pages by their words, titles first', () => {
  const first = (query: string): string | undefined =>
    searchPages(library.pages, query)[0]?.page.id;
  assert.equal(first('batch normalisation'), 'batch-normalisation');
  assert.equal(first('zoneout'), 'zoneout');
  assert.equal(first('STACKED dropout'), 'stacked-dropout');
  assert.ok(searchPages(library.pages, 'keep probability').some(({ page }) => page.id === 'rate'));
  assert.deepEqual(searchPages(library.pages, 'no such words anywhere'), []);
  assert.deepEqual(searchPages(library.pages, '  '), []);
});

function textsOf(block: Block): readonly Inline[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return block.content;
    case 'list':
      return block.items.flat();
    case 'table':
      return [...block.head, ...block.rows.flat()].flat();
    case 'code':
      return [];
  }
}
