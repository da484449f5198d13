import { topics } from '../explain';
import type { Page } from './service-types';

/** Finds a rule page or a topic by its id; rule pages come first. */
export function findPage(id: string, rulePages: ReadonlyMap<string, string>): Page | undefined {
  const markdown = rulePages.get(id) ?? topics.find((topic) => topic.id === id)?.markdown;
  return markdown === undefined ? undefined : { id, title: titleOf(markdown) ?? id, markdown };
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

function titleOf(markdown: string): string | undefined {
  const heading = /^# (.+)$/m.exec(markdown)?.[1];
  return heading?.replaceAll('`', '').trim();
}

function headingText(line: string): string {
  return line.replace(/^#+ /, '').trim();
}
