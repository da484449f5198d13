import { narrowed, releaseOf, widened, type VersionRange } from '../model/versions';

/** Who reads a specifier: a bare `1.15` and a single `=` mean other things to each. */
export type Dialect = 'pip' | 'poetry' | 'conda' | 'npm';

/**
 * The range that a version specifier allows: `>=2.1,<3`, `~=2.4`, `^4.0`, `1.15.*`, `4.2 - 5`, `1 || 2`.
 * What is not understood (`latest`, an address) allows any version.
 */
export function readSpecifier(text: string, dialect: Dialect): VersionRange {
  const alternatives = text.split(dialect === 'conda' ? '|' : '||');
  const ranges = alternatives.map((one) => readAll(one.trim(), dialect));
  return ranges.reduce(widened);
}

function readAll(text: string, dialect: Dialect): VersionRange {
  const hyphen = /^(\S+)\s+-\s+(\S+)$/.exec(text);
  if (hyphen) return readAll(`>=${hyphen[1]} <=${hyphen[2]}`, 'npm');
  const parts = text.match(/(?:[~^<>=!]=?=?\s*)?[^\s,~^<>=!]+/g) ?? [];
  let range: VersionRange = {};
  for (const part of parts) {
    const both = narrowed(range, readOne(part, dialect));
    if (!both) return {};
    range = both;
  }
  return range;
}

function readOne(part: string, dialect: Dialect): VersionRange {
  const [, operator = '', written = ''] = /^([~^<>=!]*)\s*(.*)$/.exec(part) ?? [];
  const version = written.replace(/^v(?=\d)/, '');
  const release = releaseOf(version);
  if (!release || !/^\d[\w.+!*-]*$/.test(version)) return {};
  const low = release.join('.');
  switch (operator) {
    case '>=':
    case '>':
      return { low };
    case '<':
      return { high: low };
    case '<=':
      return {
        high: /\.[x*]$/i.test(version) ? next(release, release.length - 1) : after(release),
      };
    case '~=':
      return { low, high: next(release, Math.max(0, release.length - 2)) };
    case '^':
      return { low, high: next(release, firstNonZero(release)) };
    case '~':
      return { low, high: next(release, Math.min(1, release.length - 1)) };
    case '==':
    case '===':
    case '=':
    case '':
      return pinned(version, release, operator, dialect);
    default:
      return {};
  }
}

/** `==1.15.*`, `4.x`, and a short version where the dialect completes it, leave the last part open. */
function pinned(
  version: string,
  release: readonly number[],
  operator: string,
  dialect: Dialect,
): VersionRange {
  const isShort = release.length < 3 && operator !== '==' && operator !== '===';
  const completes = dialect === 'npm' || dialect === 'conda';
  const low = release.join('.');
  if (/[x*]/i.test(version.slice(low.length)) || (isShort && completes)) {
    return { low, high: next(release, release.length - 1) };
  }
  return exactly(version);
}

/** The range that holds one version only; undefined numbers give any. */
export function exactly(version: string): VersionRange {
  const release = releaseOf(version);
  if (!release) return {};
  return { low: release.join('.'), high: after(release), exact: version.trim() };
}

function firstNonZero(release: readonly number[]): number {
  const found = release.findIndex((part) => part > 0);
  return found < 0 ? release.length - 1 : found;
}

/** The release after all that begin with the first parts: the part at `place` goes up by one. */
function next(release: readonly number[], place: number): string {
  return [...release.slice(0, place), (release[place] ?? 0) + 1].join('.');
}

/** The first release after this one, counted in the third part or in the last. */
function after(release: readonly number[]): string {
  const padded = [...release, 0, 0, 0].slice(0, Math.max(3, release.length));
  return next(padded, padded.length - 1);
}
