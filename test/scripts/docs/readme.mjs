import { between, table } from './markers.mjs';

const fixWords = { S: 'safe', G: 'offered', 'S or G': 'safe or offered', '-': '' };

/** The README with its table of rules brought up to date. */
export function withRuleTable(readme, rules) {
  const rows = [...rules]
    .sort((one, other) => order(one).localeCompare(order(other)))
    .map(({ id, page, summary, group, severity, fixClass }) => [
      `[${id}](${page})`,
      summary,
      group,
      severity,
      fixWords[fixClass],
    ]);
  return placed(readme, 'rules', table(['Rule', 'Finds', 'Group', 'Severity', 'Fix'], rows));
}

/** The README with its table of settings brought up to date. */
export function withSettingsTable(readme, settingRows) {
  const rows = Object.entries(settingRows).map(([name, row]) => [
    `\`dropoutLens.${name}\``,
    `\`${JSON.stringify(row.default)}\``,
    row.files ? 'yes' : '',
    row.description,
  ]);
  return placed(
    readme,
    'settings',
    table(['Setting', 'Default', 'In project files', 'Meaning'], rows),
  );
}

function order({ group, id }) {
  return `${group} ${id}`;
}

function placed(readme, name, text) {
  const page = between(readme, name, text);
  if (!page) throw new Error(`README.md lacks the markers <!-- ${name} --> and <!-- /${name} -->.`);
  return page;
}
