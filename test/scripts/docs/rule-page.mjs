import { between, block, table } from './markers.mjs';

const fixWords = {
  S: 'safe: runs with fix-all',
  G: 'offered, runs only when chosen',
  'S or G': 'safe or offered, by the case',
  '-': 'none',
};

/** A rule's page with its head block brought up to date; put below the title where there is none yet. */
export function withHead(page, rule, results) {
  const text = [head(rule), proof(rule, results)].filter(Boolean).join('\n\n');
  const known = between(page, 'head', text);
  if (known) return known;
  const title = /^# .*$/m.exec(page);
  if (!title) throw new Error(`${rule.page} has no title.`);
  const end = title.index + title[0].length;
  const rest = page.slice(end).replace(/^\n*/, '');
  return `${page.slice(0, end)}\n\n${block('head', text)}\n\n${rest}`;
}

/** What the last run of the examples in the real framework has shown. */
function proof({ id }, { versions, rules }) {
  const rows = rules[id];
  if (!rows) return undefined;
  const proven = rows.filter(({ verdict }) => verdict === 'holds').length;
  if (proven === 0) return undefined;
  const all = proven === rows.length ? `All ${proven}` : `${proven} of ${rows.length}`;
  return `${all} examples on this page were run with torch ${versions.torch} and do what it says.`;
}

function head({ id, severity, group, fixClass, options = {} }) {
  const facts = table(
    ['Rule', 'Group', 'Severity', 'Fix'],
    [
      [
        `\`${id}\``,
        group,
        severity === 'off' ? 'off unless switched on' : severity,
        fixWords[fixClass],
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
