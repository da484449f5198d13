import { topics, variantCards } from '../explain';
import { topicOfRule } from './rule-topics';
import type { Page } from './service-types';

/** Where a page stands in the list of all pages. */
export type PageKind = 'topic' | 'variant' | 'rule';

/** A page with the part of the list it belongs to. */
export interface LibraryPage extends Page {
  readonly kind: PageKind;
  /** For a rule: the topic that is behind it. */
  readonly topic?: string;
}

/** Every page: topics and variants in reading order, then the rules. */
export function allPages(rulePages: ReadonlyMap<string, string>): readonly LibraryPage[] {
  const rules = [...rulePages].map(([id, markdown]) => ({ id, markdown }));
  return [
    ...topics.map((topic) => pageFrom('topic', topic.id, topic.markdown)),
    ...variantCards.map((card) => pageFrom('variant', card.id, card.markdown)),
    ...rules.map(({ id, markdown }) => ({
      ...pageFrom('rule', id, withoutMarks(markdown)),
      topic: topicOfRule(id),
    })),
  ];
}

/** Finds a rule page, a topic or a variant by its id; rule pages come first. */
export function findPage(id: string, rulePages: ReadonlyMap<string, string>): Page | undefined {
  const own = [...topics, ...variantCards].find((topic) => topic.id === id);
  const markdown = rulePages.get(id) ?? own?.markdown;
  return markdown === undefined ? undefined : { id, title: titleOf(markdown) ?? id, markdown };
}

/** A page without the marks between which parts of it are generated, and which say how its examples run. */
export function withoutMarks(markdown: string): string {
  return markdown.replace(/^<!--.*-->\n\n?/gm, '');
}

/** The text of a section of a page, without its heading: `sectionOf(page, 'Why it matters')`. */
export function sectionOf(markdown: string, heading: string): string | undefined {
  const lines = markdown.split(/\r?\n/);
  const start = lines.findIndex((line) => /^#{2,} /.test(line) && headingText(line) === heading);
  if (start < 0) return undefined;
  const length = lines.slice(start + 1).findIndex((line) => /^#{1,2} /.test(line));
  const end = length < 0 ? lines.length : start + 1 + length;
  return lines
    .slice(start + 1, end)
    .join('\n')
    .trim();
}

/** The first sentence of a section; pages have one sentence per line. */
export function firstSentence(section: string): string | undefined {
  return section.split('\n').find((line) => /^[\p{L}\p{N}`*]/u.test(line));
}

function pageFrom(kind: PageKind, id: string, markdown: string): LibraryPage {
  return { kind, id, title: titleOf(markdown) ?? id, markdown };
}

function titleOf(markdown: string): string | undefined {
  const heading = /^# (.+)$/m.exec(markdown)?.[1];
  return heading?.replaceAll('`', '').trim();
}

function headingText(line: string): string {
  return line.replace(/^#+ /, '').trim();
}
