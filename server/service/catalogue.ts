import { topics, variantCards } from '../explain';
import { rulePages, rules } from '../rules';
import type { Rule } from '../rules/rule';
import { findPage } from './pages';
import type { Page } from './service-types';
import { unusedSuppression } from './unused-suppression';

/** What lists say about a rule. */
export type RuleEntry = Pick<
  Rule,
  'id' | 'summary' | 'group' | 'severity' | 'fixClass' | 'options'
>;

/** Every rule, the one about suppression comments included. */
export const ruleEntries: readonly RuleEntry[] = [...rules, unusedSuppression];

/** The pages of all rules by id. */
export const allRulePages: ReadonlyMap<string, string> = new Map([
  ...Object.entries(rulePages),
  [unusedSuppression.id, unusedSuppression.page] as const,
]);

/** The names of all topics in reading order. */
export const topicIds: readonly string[] = topics.map((topic) => topic.id);

/** The names of all variants that have a card. */
export const variantIds: readonly string[] = variantCards.map((card) => card.id);

/** A rule page, topic or variant by its id. */
export function pageOf(id: string): Page | undefined {
  return findPage(id, allRulePages);
}
