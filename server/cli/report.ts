import type { Finding } from '../model/finding';

/** What was found in one file; plain data that threads pass on and all formats are written from. */
export interface FileReport {
  /** As shown: relative to the current folder where it lies below it. */
  readonly path: string;
  readonly findings: readonly ReportedFinding[];
  /** Sentences about what went wrong with the file, without its name. */
  readonly problems: readonly FileProblem[];
  /** How many safe fixes were applied, or would be. */
  readonly fixed: number;
  /** For `--diff`: the change as a unified diff. */
  readonly diff?: string;
  /** For standard input with `--fix`: the whole file after the fixes. */
  readonly fixedBytes?: Uint8Array;
  readonly lookedAt: boolean;
}

export interface FileProblem {
  readonly reason: string;
  /** The exit code tells: a file that was named could not be looked at, or a fix could not be written. */
  readonly serious: boolean;
}

/** One-based line and column (UTF-16 units); in a notebook they count inside the cell. */
export interface ReportedPlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Zero-based index among all cells of the notebook. */
  readonly cell?: number;
}

export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly message: string;
  readonly tags: Finding['tags'];
  readonly place: ReportedPlace;
  /** The lines of the place, at most three. */
  readonly excerpt: readonly string[];
  readonly related: readonly ReportedRelation[];
  readonly fixes: readonly ReportedFix[];
}

export interface ReportedFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly { readonly place: ReportedPlace; readonly text: string }[];
}

/** A place that belongs to a finding; `path` is given where it lies in another file, as that is shown. */
export interface ReportedRelation {
  readonly path?: string;
  readonly place: ReportedPlace;
  readonly message: string;
}

/** All that one run of `check` found. */
export interface CheckReport {
  readonly files: readonly FileReport[];
  /** Sentences that concern no single file. */
  readonly problems: readonly string[];
}

/** Findings by severity. */
export type Counts = Readonly<Record<Finding['severity'], number>>;

/** Counts the findings of a run by severity. */
export function countFindings({ files }: CheckReport): Counts {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const file of files) for (const { severity } of file.findings) counts[severity]++;
  return counts;
}
