import type { RuleGroup, Severity } from '../model/finding';
import type { OptionSchema } from '../rules/rule';
import { nearest } from './nearest';
import { settingRows, type SettingRow } from './settings';

/** What settings may say about a rule: its name, its group and its options. */
export interface KnownRule {
  readonly id: string;
  readonly group: RuleGroup;
  readonly options?: Readonly<Record<string, OptionSchema>>;
}

export type SettingName = keyof typeof settingRows;

/** Valid values by the name of their setting. */
export type PartialSettings = Readonly<Partial<Record<SettingName, unknown>>>;

/** Sorts given values into valid ones and sentences about the others; tables may be nested or have dotted names. */
export function checkSettings(
  given: Readonly<Record<string, unknown>>,
  rules: readonly KnownRule[],
  source: 'files' | 'editor',
): { readonly settings: PartialSettings; readonly problems: readonly string[] } {
  const settings: Partial<Record<SettingName, unknown>> = {};
  const problems: string[] = [];
  for (const [name, value] of flatten(given)) {
    const row = isSetting(name) ? settingRows[name] : undefined;
    if (!row || !isSetting(name)) problems.push(unknownSetting(name));
    else if (source === 'files' && !row.files)
      problems.push(`\`${name}\` is set in the editor only.`);
    else {
      const checked = checkers[row.type](value, rules);
      problems.push(...checked.problems.map((problem) => `\`${name}\`${problem}`));
      if (checked.value !== undefined) settings[name] = checked.value;
      if (namesRules(name)) problems.push(...unknownNames(strings(checked.value), rules));
    }
  }
  return { settings, problems };
}

/** Sentences about names in `select` or `ignore` that are neither rules nor groups. */
export function unknownNames(names: readonly string[], rules: readonly KnownRule[]): string[] {
  const known = [...new Set(rules.flatMap((rule) => [rule.id, rule.group]))];
  return names
    .filter((name) => !known.includes(name))
    .map((name) => `\`${name}\` is neither a rule nor a group${suggestion(name, known)}.`);
}

interface Checked {
  readonly value?: unknown;
  /** What follows the name of the setting in a sentence. */
  readonly problems: readonly string[];
}

const severities: readonly string[] = [
  'error',
  'warning',
  'information',
  'hint',
  'off',
] satisfies readonly Severity[];

const checkers: Record<
  SettingRow['type'],
  (value: unknown, rules: readonly KnownRule[]) => Checked
> = {
  boolean: (value) =>
    typeof value === 'boolean' ? { value, problems: [] } : wrongType('true or false', value),
  strings: checkStrings,
  severities: checkSeverities,
  options: checkOptions,
};

function checkStrings(value: unknown): Checked {
  if (!Array.isArray(value)) return wrongType('a list of strings', value);
  const wrong = value.filter((item) => typeof item !== 'string');
  return {
    value: value.filter((item) => typeof item === 'string'),
    problems: wrong.map((item) => ` holds ${show(item)}, which is not a string.`),
  };
}

function checkSeverities(value: unknown, rules: readonly KnownRule[]): Checked {
  const table = asTable(value);
  if (!table) return wrongType('a table of severities by rule', value);
  return collect(table, (id, severity) => {
    const problem = unknownRule(id, rules);
    if (problem !== undefined) return { problems: [` names ${problem}`] };
    if (typeof severity === 'string' && severities.includes(severity)) {
      return { value: severity, problems: [] };
    }
    const known = severities.map((name) => `"${name}"`).join(', ');
    return { problems: [` of \`${id}\` must be one of ${known}, not ${show(severity)}.`] };
  });
}

function checkOptions(value: unknown, rules: readonly KnownRule[]): Checked {
  const table = asTable(value);
  if (!table) return wrongType('a table of options by rule', value);
  return collect(table, (id, options) => {
    const problem = unknownRule(id, rules);
    if (problem !== undefined) return { problems: [` names ${problem}`] };
    const given = asTable(options);
    if (!given) return { problems: [` of \`${id}\` must be a table, not ${show(options)}.`] };
    const schemas = rules.find((rule) => rule.id === id)?.options ?? {};
    return collect(given, (name, option) => checkOption(id, name, option, schemas));
  });
}

function checkOption(
  id: string,
  name: string,
  value: unknown,
  schemas: Readonly<Record<string, OptionSchema>>,
): Checked {
  const schema = schemas[name];
  if (!schema) {
    const names = Object.keys(schemas);
    const known = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
    return { problems: [`: rule \`${id}\` has no option \`${name}\`; ${known}.`] };
  }
  if (typeof value === schema.type) return { value, problems: [] };
  const kind = schema.type === 'number' ? 'a number' : 'true or false';
  return { problems: [`: option \`${name}\` of \`${id}\` must be ${kind}, not ${show(value)}.`] };
}

function collect(
  table: Readonly<Record<string, unknown>>,
  check: (name: string, value: unknown) => Checked,
): Checked {
  const checked = Object.entries(table).map(([name, value]) => [name, check(name, value)] as const);
  return {
    value: Object.fromEntries(
      checked.flatMap(([name, one]) => (one.value === undefined ? [] : [[name, one.value]])),
    ),
    problems: checked.flatMap(([, one]) => one.problems),
  };
}

function unknownRule(id: string, rules: readonly KnownRule[]): string | undefined {
  if (rules.some((rule) => rule.id === id)) return undefined;
  return `\`${id}\`, which is no rule${suggestion(
    id,
    rules.map((rule) => rule.id),
  )}.`;
}

function unknownSetting(name: string): string {
  return `There is no setting \`${name}\`${suggestion(name, Object.keys(settingRows))}.`;
}

function suggestion(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  return near === undefined ? '' : ` (did you mean \`${near}\`?)`;
}

/** Nested tables become dotted names, down to the settings themselves. */
function flatten(given: Readonly<Record<string, unknown>>, prefix = ''): [string, unknown][] {
  return Object.entries(given).flatMap(([key, value]): [string, unknown][] => {
    const name = prefix + key;
    const table = asTable(value);
    const isInner = Object.keys(settingRows).some((setting) => setting.startsWith(`${name}.`));
    return table && isInner && !isSetting(name) ? flatten(table, `${name}.`) : [[name, value]];
  });
}

function namesRules(name: SettingName): boolean {
  return name === 'select' || name === 'ignore';
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(settingRows, name);
}

function wrongType(wanted: string, value: unknown): Checked {
  return { problems: [` must be ${wanted}, not ${show(value)}.`] };
}

function show(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value)) return 'a list';
  if (asTable(value)) return 'a table';
  return String(value);
}

function asTable(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const isTable = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isTable ? (value as Readonly<Record<string, unknown>>) : undefined;
}
