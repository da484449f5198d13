import { parse, TomlError } from 'smol-toml';
import { checkSettings, type KnownRule, type PartialSettings } from './settings-check';

/** Names of the files that configure a project; of two in one folder the first is taken. */
export const configurationFiles = ['dropout-lens.json', 'pyproject.toml'] as const;

/** What a configuration file says. */
export interface Configuration {
  /** Only what the file sets and what is valid. */
  readonly settings: PartialSettings;
  /** Sentences about wrong keys, types and values; the rest of the file holds. */
  readonly problems: readonly string[];
  /** Whether the file speaks about Dropout Lens at all; a `pyproject.toml` need not. */
  readonly present: boolean;
}

/** Reads the text of a `pyproject.toml` or `dropout-lens.json`; the name decides which. */
export function readConfiguration(
  fileName: string,
  text: string,
  rules: readonly KnownRule[],
): Configuration {
  return fileName.endsWith('.toml') ? readToml(text, rules) : readJson(text, rules);
}

function readToml(text: string, rules: readonly KnownRule[]): Configuration {
  try {
    const tool = asTable(parse(text)['tool']);
    const table = tool?.['dropout-lens'];
    if (table === undefined) return { settings: {}, problems: [], present: false };
    return checked(table, '[tool.dropout-lens]', rules);
  } catch (error) {
    // A broken file is another tool's business unless it names this one.
    if (!text.includes('dropout-lens')) return { settings: {}, problems: [], present: false };
    return broken(`is not TOML: ${tomlReason(error)}`);
  }
}

function readJson(text: string, rules: readonly KnownRule[]): Configuration {
  try {
    return checked(JSON.parse(text.replace(/^\uFEFF/, '')), 'the file', rules);
  } catch (error) {
    return broken(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function checked(value: unknown, where: string, rules: readonly KnownRule[]): Configuration {
  const table = asTable(value);
  if (!table) return broken(`${where} must hold settings by name`);
  const { $schema: _, ...entries } = table;
  return { ...checkSettings(entries, rules, 'files'), present: true };
}

function broken(problem: string): Configuration {
  return { settings: {}, problems: [`${problem}.`], present: true };
}

function tomlReason(error: unknown): string {
  if (!(error instanceof TomlError)) return String(error);
  const [reason = ''] = error.message.split('\n');
  return `line ${error.line}, column ${error.column}: ${reason.replace('Invalid TOML document: ', '')}`;
}

function asTable(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const isTable = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isTable ? (value as Readonly<Record<string, unknown>>) : undefined;
}
