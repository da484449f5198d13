/** Finds the file that an imported module is, among known files, as Python does. */
export interface Modules {
  /** The file of a module by its dotted name, as seen from a file; leading dots count packages upwards. */
  find(name: string, from: string): string | undefined;
}

/** Longest way up from a file to the folder that its imports start from. */
const HIGHEST = 16;

/** Makes the lookup for a set of file addresses (uris or paths with slashes). */
export function createModules(files: ReadonlySet<string>): Modules {
  const packages = packageRoots(files);
  const known = namesIn(files);
  return { find };

  function find(name: string, from: string): string | undefined {
    const dots = /^\.*/.exec(name)![0].length;
    const parts = name.slice(dots).split('.').filter(Boolean);
    if (dots > 0) return moduleAt(upwards(folderOf(from), dots - 1), parts);
    if (parts.length === 0 || !known.has(parts[0]!)) return undefined;
    for (const root of rootsAbove(from)) {
      const found = moduleAt(root, parts) ?? moduleAt(`${root}/src`, parts);
      if (found) return found;
    }
    return onlyElsewhere(parts) ?? moduleBeside(from, parts);
  }

  function moduleAt(folder: string, parts: readonly string[]): string | undefined {
    const path = [folder, ...parts].join('/');
    const asPackage = `${path}/__init__.py`;
    if (files.has(asPackage)) return asPackage;
    return parts.length > 0 && files.has(`${path}.py`) ? `${path}.py` : undefined;
  }

  /** Folders that are no packages, nearest first: a script's own, and those that packages around it stand in. */
  function* rootsAbove(from: string): Generator<string> {
    let folder = folderOf(from);
    for (let height = 0; height < HIGHEST && folder !== ''; height++) {
      if (!files.has(`${folder}/__init__.py`)) yield folder;
      if (folder === folderOf(folder)) return;
      folder = folderOf(folder);
    }
  }

  /** A package that stands at one place of the workspace only, under a source root of its own. */
  function onlyElsewhere(parts: readonly string[]): string | undefined {
    const found = (packages.get(parts[0]!) ?? []).flatMap((root) => moduleAt(root, parts) ?? []);
    return found.length === 1 ? found[0] : undefined;
  }

  /** A file of a package that is run as a script sees its neighbours. */
  function moduleBeside(from: string, parts: readonly string[]): string | undefined {
    const folder = folderOf(from);
    const isNeighbour = files.has(`${folder}/__init__.py`) && parts.length === 1;
    const found = isNeighbour ? moduleAt(folder, parts) : undefined;
    return found !== from && !STANDARD.has(parts[0]!) ? found : undefined;
  }
}

/** Modules of Python itself that have the names of usual files. */
const STANDARD: ReadonlySet<string> = new Set(
  'abc ast copy code collections contextlib csv dataclasses enum functools glob inspect io itertools json logging math operator os parser pickle platform profile queue random re select signal statistics string sys tempfile test threading time token trace types typing uuid warnings'.split(
    ' ',
  ),
);

/** The folders in which each outermost package stands, by its name. */
function packageRoots(files: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const roots = new Map<string, string[]>();
  for (const file of files) {
    if (!file.endsWith('/__init__.py')) continue;
    const folder = folderOf(file);
    const above = folderOf(folder);
    if (files.has(`${above}/__init__.py`)) continue;
    const name = folder.slice(above.length + 1);
    roots.set(name, [...(roots.get(name) ?? []), above]);
  }
  return roots;
}

/** Names of all files and folders: what has another name is no module of the workspace. */
function namesIn(files: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>();
  const folders = new Set<string>();
  for (const file of files) {
    const folder = folderOf(file);
    names.add(file.slice(folder.length + 1).replace(/\.py$/, ''));
    for (let above = folder; above !== '' && !folders.has(above); above = folderOf(above)) {
      folders.add(above);
      names.add(above.slice(above.lastIndexOf('/') + 1));
    }
  }
  return names;
}

function upwards(folder: string, levels: number): string {
  let current = folder;
  for (let level = 0; level < levels; level++) current = folderOf(current);
  return current;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
