import ignore from 'ignore';

/** Folders that hold no code of the project; looked into only when named on the command line. */
export const defaultExcludes: readonly string[] = [
  '.bzr/',
  '.direnv/',
  '.eggs/',
  '.git/',
  '.hg/',
  '.ipynb_checkpoints/',
  '.mypy_cache/',
  '.nox/',
  '.pytest_cache/',
  '.ruff_cache/',
  '.svn/',
  '.tox/',
  '.venv/',
  '.vscode/',
  '__pycache__/',
  '__pypackages__/',
  'build/',
  'dist/',
  'node_modules/',
  'site-packages/',
  'venv/',
];

/** Tells which paths patterns in the syntax of `.gitignore` leave out. */
export interface Exclusion {
  /** The path is relative to the folder the patterns belong to, with `/`, without `./`. */
  excludes(path: string, isFolder: boolean): boolean;
}

/** Makes an exclusion; a pattern that makes no sense matches nothing. */
export function createExclusion(patterns: readonly string[]): Exclusion {
  const matcher = ignore({ allowRelativePaths: true }).add([...patterns]);
  return {
    excludes(path, isFolder) {
      if (path === '' || path.startsWith('../')) return false;
      return matcher.ignores(isFolder ? `${path}/` : path);
    },
  };
}
