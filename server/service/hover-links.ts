import type { DropoutVariant } from '../model/fact';
import type { Finding } from '../model/finding';
import type { DropoutPlace } from './dropout-places';
import { topicOfRule } from './rule-topics';
import type { HoverLook } from './service-types';
import { unusedSuppression } from './unused-suppression';

/** Commands of the client that hovers link to; a test compares them with the protocol's. */
export const linkedCommands = {
  simulate: 'dropoutLens.openSimulator',
  explain: 'dropoutLens.explain',
} as const;

/** The last line of a hover: simulator, rule page and topic as links, or how to read them in a terminal. */
export function hoverLinks(
  uri: string,
  offset: number,
  place: DropoutPlace | undefined,
  findings: readonly Finding[],
  look: HoverLook,
): string {
  const rules = findings.slice(0, 2).map((finding) => finding.rule);
  const topic = topicOf(place, rules[0]);
  if (!look.commands) {
    return `More: ${[...rules, topic].map((id) => code(`dropout-lens explain ${id}`)).join(', ')}`;
  }
  const simulator = commandLink('Open simulator', linkedCommands.simulate, { uri, offset });
  return [
    ...(place || findings.some(({ rule }) => rule !== unusedSuppression.id) ? [simulator] : []),
    ...rules.map((rule) =>
      commandLink(rules.length > 1 ? `Rule: ${rule}` : 'Rule page', linkedCommands.explain, rule, {
        uri,
        offset,
      }),
    ),
    commandLink('Why', linkedCommands.explain, topic, { uri, offset }),
  ].join(' · ');
}

/** Text as code of a Markdown text; longer runs of backquotes keep those inside harmless. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}

function commandLink(label: string, command: string, ...given: readonly unknown[]): string {
  const query = encodeURIComponent(JSON.stringify(given)).replace(
    /[()']/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `[${label}](command:${command}?${query})`;
}

/** The topic that explains most about a rule, else about the variant. */
function topicOf(place: DropoutPlace | undefined, rule: string | undefined): string {
  const named = rule === undefined ? undefined : topicOfRule(rule);
  if (named !== undefined) return named;
  const variant = place?.call.fact.variant;
  return (variant && topicsOfVariants[variant]) ?? 'what-dropout-is';
}

/** The pages of variants; ordinary dropout has none of its own. */
const topicsOfVariants: Readonly<Partial<Record<DropoutVariant, string>>> = {
  channel: 'spatial-dropout',
  alpha: 'alpha-dropout',
  channelAlpha: 'feature-alpha-dropout',
  attention: 'attention-dropout',
  path: 'stochastic-depth',
  block: 'dropblock',
  locked: 'variational-dropout',
  recurrent: 'layers-and-libraries',
  edge: 'applications',
};
