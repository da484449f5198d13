import { frameworkOf } from './cells.mjs';
import { frameworkTitles } from './coverage.mjs';
import { between, block, table } from './markers.mjs';
import { versionsOf } from './versions.mjs';

const fixWords = {
  S: 'safe: runs with fix-all',
  G: 'offered, runs only when chosen',
  'S or G': 'safe or offered, by the case',
  '-': 'none',
};

/** A rule's page with its head block brought up to date; put below the title where there is none yet. */
export function withHead(page, rule, results) {
  const text = [head(rule), proof(results, rule)].filter(Boolean).join('\n\n');
  const known = between(page, 'head', text);
  if (known) return known;
  const title = /^# .*$/m.exec(page);
  if (!title) throw new Error(`${rule.page} has no title.`);
  const end = title.index + title[0].length;
  const rest = page.slice(end).replace(/^\n*/, '');
  return `${page.slice(0, end)}\n\n${block('head', text)}\n\n${rest}`;
}

/** What the last run of the examples in the real frameworks has shown. */
function proof({ examples, versions, packages: ofSeveral = [] } = { examples: [] }, rule) {
  const held = examples.filter(({ verdict }) => verdict === 'holds');
  if (held.length === 0) return undefined;
  const all =
    held.length === examples.length ? `All ${held.length}` : `${held.length} of ${examples.length}`;
  const frameworks = new Set(held.map(frameworkOf));
  const packages = Object.keys(frameworkTitles)
    .filter((framework) => frameworks.has(framework))
    .flatMap((framework) => versionsOf(framework, versions));
  const told = `Checked against ${listed([...new Set(packages)])}: ${all.toLowerCase()} examples on this page were run and do what it says.`;
  return [told, ...proofOfSeveral(ofSeveral, rule)].join('\n');
}

/** The same for the examples of several files, which have pages of their own. */
function proofOfSeveral(rows, rule) {
  const names = new Set(rows.map(({ name }) => name));
  if (names.size === 0) return [];
  const run = new Set(rows.filter(({ verdict }) => verdict === 'holds').map(({ name }) => name));
  return [
    `So were ${run.size} of ${names.size} examples of several files, in \`test/rules/packages/${rule.id}\`.`,
  ];
}

function listed(words) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function head({ id, severity, group, fixClass, frameworks = [], options = {} }) {
  const facts = table(
    ['Rule', 'Group', 'Severity', 'Fix', 'Frameworks'],
    [
      [
        `\`${id}\``,
        group,
        severity === 'off' ? 'off unless switched on' : severity,
        fixWords[fixClass],
        frameworks.map((framework) => frameworkTitles[framework]).join(', ') || 'all',
      ],
    ],
  );
  const rows = Object.entries(options).map(([name, option]) => [
    `\`${name}\``,
    `\`${option.default}\``,
    option.description,
  ]);
  return rows.length === 0 ? facts : `${facts}\n\n${table(['Option', 'Default', 'Meaning'], rows)}`;
}
