import { allRulePages, pageOf, topicIds } from '../service/catalogue';
import { nearest } from '../service/nearest';
import { UsageError } from './usage-error';
import type { World } from './world';

/** `dropout-lens explain <rule or topic>`: prints a page, or lists the topics. */
export function explain(args: readonly string[], world: World): number {
  const [id, ...more] = args;
  if (id === undefined) {
    world.out(`Topics:\n${topicIds.map((topic) => `  ${topic}\n`).join('')}`);
    return 0;
  }
  if (id.startsWith('-') || more.length > 0) {
    throw new UsageError('`explain` takes one rule or topic.', 'explain');
  }
  const page = pageOf(id);
  if (!page) {
    const near = nearest(id, [...allRulePages.keys(), ...topicIds]);
    const hint = near === undefined ? '' : ` Did you mean \`${near}\`?`;
    throw new UsageError(`there is no rule or topic \`${id}\`.${hint}`, 'explain');
  }
  world.out(forTerminal(page.markdown));
  return 0;
}

/** Without the marks between which parts of a page are generated. */
function forTerminal(markdown: string): string {
  return `${markdown.replace(/^<!--.*-->\n\n?/gm, '').trimEnd()}\n`;
}
