import { pathToFileURL } from 'node:url';
import { describeError } from '../service/describe-error';
import { mayMatter } from '../service/read-document';
import { createService } from '../service/service';
import type { Service } from '../service/service-types';
import type { Settings } from '../service/settings';
import { unifiedDiff } from './diff';
import { fixFile, isFaithful, type Fixed } from './fix';
import { loadScriptParser } from '../files/load-script-parser';
import { createProjectVersions } from '../files/project-versions';
import { encode, loadBytes, loadFile, type Loaded, type Skipped } from '../files/load';
import { reportFindings } from './places';
import type { FileProblem, FileReport } from './report';
import { replaceFile } from './write-file';

/** What is done with a file: look, look and mend it on disk, or look and say what mending would change. */
export type Task = 'look' | 'fix' | 'diff';

/** One file to look at; plain data, so that threads can pass it on. */
export interface Job {
  /** Absolute. */
  readonly file: string;
  /** As shown. */
  readonly path: string;
  readonly named: boolean;
  readonly settings: Settings;
  readonly task: Task;
}

/** Looks at files one after the other; each thread has one. */
export interface Analyst {
  analyse(job: Job): Promise<FileReport>;
  /** Looks at bytes that stand for the job's file, without touching the disk. */
  analyseBytes(job: Job, bytes: Buffer): Promise<FileReport>;
}

/** Makes an analyst; what goes wrong inside a rule is said to `log`. */
export function createAnalyst(log: (message: string) => void): Analyst {
  let settings: Settings | undefined;
  let file = '';
  const versions = createProjectVersions();
  const service = createService({
    settings: () => {
      if (!settings) throw new Error('No file is being looked at.');
      return settings;
    },
    loadScriptParser,
    versions: () => versions.of(file),
    log: ({ level, message }) => {
      if (level === 'error') log(message);
    },
  });
  const analyse = async (
    job: Job,
    load: (uri: string) => Loaded | Skipped,
    writes: boolean,
  ): Promise<FileReport> => {
    const uri = pathToFileURL(job.file).href;
    settings = job.settings;
    file = job.file;
    try {
      const loaded = load(uri);
      if ('reason' in loaded) return skippedReport(job, loaded);
      await service.ready(loaded.document);
      return job.task === 'look' ? look(job, loaded, service) : mend(job, loaded, service, writes);
    } catch (error) {
      const reason = `could not be looked at, an internal error: ${describeError(error)}`;
      return emptyReport(job, [{ reason, serious: true }], false);
    } finally {
      service.remove(uri);
    }
  };
  return {
    analyse: (job) => analyse(job, (uri) => loadFile(job.file, uri), job.task === 'fix'),
    analyseBytes: (job, bytes) => analyse(job, (uri) => loadBytes(bytes, job.file, uri), false),
  };
}

function skippedReport(job: Job, { reason, quiet }: Skipped): FileReport {
  const problems = quiet && !job.named ? [] : [{ reason, serious: job.named }];
  return emptyReport(job, problems, false);
}

function look(job: Job, loaded: Loaded, service: Service): FileReport {
  if (!canMatter(loaded)) return emptyReport(job, [], true);
  service.update(loaded.document);
  const findings = reportFindings(loaded, service.findings(loaded.document.uri));
  return { ...emptyReport(job, [], true), findings };
}

/** Applies the safe fixes, and writes the file when that is asked for. */
function mend(job: Job, loaded: Loaded, service: Service, writes: boolean): FileReport {
  const before = look(job, loaded, service);
  const fixed = applySafeFixes(loaded, before, service);
  const problems: FileProblem[] =
    fixed.problem === undefined ? [] : [{ reason: fixed.problem, serious: false }];
  const failure =
    writes && fixed.count > 0
      ? replaceFile(job.file, loaded.bytes, encode(fixed.text, loaded.encoding))
      : undefined;
  if (failure !== undefined) {
    return { ...before, problems: [...problems, { reason: failure, serious: true }] };
  }
  const { uri } = loaded.document;
  const after = fixed.count > 0 ? reportFindings(fixed, service.findings(uri)) : before.findings;
  return {
    ...before,
    problems,
    findings: job.task === 'diff' ? before.findings : after,
    fixed: fixed.count,
    ...(job.task === 'diff' && { diff: unifiedDiff(job.path, loaded.text, fixed.text) }),
    ...(!writes && { fixedBytes: encode(fixed.text, loaded.encoding) }),
  };
}

function applySafeFixes(loaded: Loaded, before: FileReport, service: Service): Fixed {
  if (!before.findings.some((finding) => finding.fixes.some((fix) => fix.safe))) {
    return { ...loaded, count: 0 };
  }
  if (isFaithful(loaded)) return fixFile(loaded, service);
  return { ...loaded, count: 0, problem: 'is not mended: its bytes are no clean text' };
}

/** Wide characters hide words from a search among bytes. */
function canMatter({ bytes, encoding, document }: Loaded): boolean {
  return encoding.startsWith('utf16') || mayMatter(bytes, document.language);
}

function emptyReport(job: Job, problems: readonly FileProblem[], lookedAt: boolean): FileReport {
  return { path: job.path, findings: [], problems, fixed: 0, lookedAt };
}
