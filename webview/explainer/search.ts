import type { ExplainerPage } from '../../server/explainer-messages';
import type { Flashcard } from './markdown/cards';

/** Where the words of a search stand: a page, and a line of it that holds them. */
export interface Hit {
  readonly page: ExplainerPage;
  readonly line: string;
}

/** Pages that hold every word of a query, those whose titles do first; at most `most` of them. */
export function searchPages(
  pages: readonly ExplainerPage[],
  query: string,
  most = 40,
): readonly Hit[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  return pages
    .map((page) => ({ page, rank: rankOf(page, words) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .slice(0, most)
    .map(({ page }) => ({ page, line: lineWith(page.markdown, words) }));
}

/** Flashcards whose question or answer holds every word of a query. */
export function searchCards(cards: readonly Flashcard[], query: string): readonly Flashcard[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  return cards.filter(({ question, answer }) => holds(`${question} ${answer}`, words));
}

function wordsOf(query: string): string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

function rankOf({ id, title, markdown, kind }: ExplainerPage, words: readonly string[]): number {
  const bonus = kind === 'rule' ? 0 : 1;
  if (holds(`${title} ${id}`, words)) return 4 + bonus;
  if (holds(markdown.replace(/^(?!#).*$/gm, ''), words)) return 2.5 + bonus;
  return holds(markdown, words) ? 1 + bonus : 0;
}

function holds(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
}

/** The line that holds most of the words, without its marks. */
function lineWith(markdown: string, words: readonly string[]): string {
  const lines = markdown.split('\n').filter((line) => /^[\p{L}\p{N}`*-]/u.test(line));
  const count = (line: string): number =>
    words.filter((word) => line.toLowerCase().includes(word)).length;
  const best = lines.reduce((most, line) => (count(line) > count(most) ? line : most), '');
  return best.replace(/^- /, '').replace(/[`*]/g, '').slice(0, 140);
}
