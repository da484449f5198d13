import { allRulePages, pageOf, topicIds, variantIds } from '../service/catalogue';
import { nearest } from '../service/nearest';
import { withoutMarks } from '../service/pages';
import { UsageError } from './usage-error';
import type { World } from './world';

/** `dropout-lens explain <rule or topic>`: prints a page, or lists the topics. */
export function explain(args: readonly string[], world: World): number {
  const [id, ...more] = args;
  if (id === undefined) {
    const list = (ids: readonly string[]): string => ids.map((name) => `  ${name}\n`).join('');
    world.out(`Topics:\n${list(topicIds)}Variants:\n${list(variantIds)}`);
    return 0;
  }
  if (id.startsWith('-') || more.length > 0) {
    throw new UsageError('`explain` takes one rule or topic.', 'explain');
  }
  const page = pageOf(id);
  if (!page) {
    const near = nearest(id, [...allRulePages.keys(), ...topicIds, ...variantIds]);
    const hint = near === undefined ? '' : ` Did you mean \`${near}\`?`;
    throw new UsageError(`there is no rule or topic \`${id}\`.${hint}`, 'explain');
  }
  world.out(`${withoutMarks(page.markdown).trimEnd()}\n`);
  return 0;
}
