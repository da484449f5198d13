/** What is known about the version of a package: half-open, `low` belongs to it and `high` does not. */
export interface VersionRange {
  readonly low?: string;
  readonly high?: string;
  /** The one version, where a lock file, a pin or what is installed names it; `low` and `high` enclose it then. */
  readonly exact?: string;
}

/** What is known about packages by their names on the package index; a package that is left out may have any version. */
export type Versions = Readonly<Record<string, VersionRange>>;

/** The release numbers at the start of a version: `v2.16.0rc1` gives 2.16.0; undefined where it starts with none. */
export function releaseOf(version: string): readonly number[] | undefined {
  const found = /^\s*v?(?:\d+!)?(\d{1,9}(?:\.\d{1,9})*)/.exec(version)?.[1];
  return found?.split('.').map(Number);
}

/** Negative where the first release comes before the second, 0 where they are the same: `2` and `2.0.0` are. */
export function compareVersions(one: string, other: string): number {
  const left = releaseOf(one) ?? [];
  const right = releaseOf(other) ?? [];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether every version in question is older than this one; nothing known is no. */
export function isBefore(range: VersionRange | undefined, version: string): boolean {
  return range?.high !== undefined && compareVersions(range.high, version) <= 0;
}

/** Whether every version in question is this one or newer; nothing known is no. */
export function isFrom(range: VersionRange | undefined, version: string): boolean {
  return range?.low !== undefined && compareVersions(range.low, version) >= 0;
}

/** Whether some version in question lies between `since` and `until`, which does not belong to it. */
export function mayLieIn(
  range: VersionRange | undefined,
  since: string | undefined,
  until: string | undefined,
): boolean {
  return (
    !(since !== undefined && isBefore(range, since)) &&
    !(until !== undefined && isFrom(range, until))
  );
}

/** The versions that lie in both; undefined where there are none. */
export function narrowed(one: VersionRange, other: VersionRange): VersionRange | undefined {
  const low = pick(one.low, other.low, (a, b) => compareVersions(a, b) >= 0);
  const high = pick(one.high, other.high, (a, b) => compareVersions(a, b) <= 0);
  if (low !== undefined && high !== undefined && compareVersions(low, high) >= 0) return undefined;
  const exact = one.exact ?? other.exact;
  return { ...(low && { low }), ...(high && { high }), ...(exact && { exact }) };
}

/** The smallest range that holds both. */
export function widened(one: VersionRange, other: VersionRange): VersionRange {
  if (one.exact !== undefined && one.exact === other.exact) return one;
  const low =
    one.low && other.low && pick(one.low, other.low, (a, b) => compareVersions(a, b) <= 0);
  const high =
    one.high && other.high && pick(one.high, other.high, (a, b) => compareVersions(a, b) >= 0);
  return { ...(low && { low }), ...(high && { high }) };
}

/** The range as a person reads it: `2.15.1`, `2.16 or later`, `before 2.0`; undefined where it says nothing. */
export function shownRange({ low, high, exact }: VersionRange): string | undefined {
  if (exact !== undefined) return exact;
  if (low !== undefined && high !== undefined) return `from ${low} to below ${high}`;
  if (low !== undefined) return `${low} or later`;
  return high === undefined ? undefined : `before ${high}`;
}

function pick(
  one: string | undefined,
  other: string | undefined,
  isBetter: (one: string, other: string) => boolean,
): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return isBetter(one, other) ? one : other;
}
