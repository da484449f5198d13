import { parse } from 'smol-toml';
import { readRequirement, packageName, type Requirement } from './requirement';
import { exactly, readSpecifier } from './specifier';

/** Reads a `requirements.txt`: one requirement per line; options, other files and folders are passed over. */
export function readRequirementsFile(text: string): readonly Requirement[] {
  const lines = text.replace(/\\\r?\n/g, ' ').split(/\r?\n/);
  return lines.flatMap((line) => (/^\s*(#|-|$)/.test(line) ? [] : (readRequirement(line) ?? [])));
}

/** Reads `pyproject.toml` and `Pipfile`: PEP 621, optional dependencies, dependency groups, poetry, uv and pipenv. */
export function readToml(text: string): readonly Requirement[] {
  const root = parse(text);
  const project = table(root['project']);
  const tool = table(root['tool']);
  const uv = table(tool['uv']);
  return [
    ...listed(project['dependencies']),
    ...Object.values(table(project['optional-dependencies'])).flatMap(listed),
    ...Object.values(table(root['dependency-groups'])).flatMap(listed),
    ...listed(uv['dev-dependencies']),
    ...listed(uv['constraint-dependencies']),
    ...poetryTables(table(tool['poetry'])).flatMap(poetryTable),
    ...poetryTable(root['packages']),
    ...poetryTable(root['dev-packages']),
  ];
}

/** Reads `uv.lock`, `poetry.lock` and `pdm.lock`: a name and a version behind each `[[package]]`. */
export function readTomlLock(text: string): readonly Requirement[] {
  const blocks = text.split(/^\[\[package\]\]\s*$/m).slice(1);
  return blocks.flatMap((block) => {
    const name = /^name\s*=\s*"([^"\n]+)"/m.exec(block)?.[1];
    const version = /^version\s*=\s*"([^"\n]+)"/m.exec(block)?.[1];
    return name && version ? [{ name: packageName(name), range: exactly(version) }] : [];
  });
}

/** Reads `Pipfile.lock`. */
export function readPipfileLock(text: string): readonly Requirement[] {
  const root = table(JSON.parse(text));
  return [table(root['default']), table(root['develop'])].flatMap(poetryTable);
}

/** Reads `environment.yml`: items of the lists of conda and, inside them, of pip. */
export function readEnvironmentFile(text: string): readonly Requirement[] {
  let pipIndent = Infinity;
  return text.split(/\r?\n/).flatMap((line) => {
    const item = /^(\s*)-\s+["']?(.*?)["']?\s*(?:#.*)?$/.exec(line);
    if (!item) return [];
    const [, indent = '', content = ''] = item;
    if (content === 'pip:') {
      pipIndent = indent.length;
      return [];
    }
    if (indent.length <= pipIndent) pipIndent = Infinity;
    const spaced = content
      .replace(/^([\w.:-]+)\s+(?=\d)/, '$1=')
      .replace(/^([^=]+={1,2}[^=]+)=.*$/, '$1');
    return readRequirement(spaced, indent.length > pipIndent ? 'pip' : 'conda') ?? [];
  });
}

/** Reads `setup.cfg`: the indented lines below `install_requires` and in `[options.extras_require]`. */
export function readSetupConfiguration(text: string): readonly Requirement[] {
  let section = '';
  let key = '';
  return text.split(/\r?\n/).flatMap((line) => {
    const head = /^\[([^\]]+)\]/.exec(line)?.[1];
    const assignment = /^([\w.-]+)\s*=\s*(.*)$/.exec(line);
    if (head !== undefined) section = head.trim();
    if (assignment) key = assignment[1]!;
    const asks =
      section === 'options.extras_require' || (section === 'options' && key === 'install_requires');
    const content = assignment ? assignment[2]! : /^\s/.test(line) ? line.trim() : '';
    return asks && content !== '' && !content.startsWith('#')
      ? (readRequirement(content) ?? [])
      : [];
  });
}

/** Reads `setup.py` without running it: strings with a version specifier count, wherever they stand. */
export function readSetupScript(text: string): readonly Requirement[] {
  const strings = text.matchAll(
    /(["'])([A-Za-z][\w.-]*(?:\[[\w,\s-]*\])?\s*[~<>=!]=?=?[^"'\n]*)\1/g,
  );
  return [...strings].flatMap(([, , content = '']) => readRequirement(content) ?? []);
}

function listed(value: unknown): readonly Requirement[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => (typeof one === 'string' ? (readRequirement(one) ?? []) : []));
}

/** A name and a specifier, or a table with one under `version`; several tables are alternatives. */
function poetryTable(value: unknown): readonly Requirement[] {
  return Object.entries(table(value)).flatMap(([name, given]) => {
    const each = Array.isArray(given) ? given : [given];
    return each.map((one) => {
      const specifier = typeof one === 'string' ? one : table(one)['version'];
      const range = typeof specifier === 'string' ? readSpecifier(specifier, 'poetry') : {};
      return { name: packageName(name), range };
    });
  });
}

function poetryTables(poetry: Readonly<Record<string, unknown>>): readonly unknown[] {
  const groups = Object.values(table(poetry['group']));
  return [
    poetry['dependencies'],
    poetry['dev-dependencies'],
    ...groups.map((group) => table(group)['dependencies']),
  ];
}

function table(value: unknown): Readonly<Record<string, unknown>> {
  const isTable = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isTable ? (value as Readonly<Record<string, unknown>>) : {};
}
