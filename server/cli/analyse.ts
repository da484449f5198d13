import { pathToFileURL } from 'node:url';
import { describeError } from '../service/describe-error';
import { mayMatter } from '../service/read-document';
import { createService } from '../service/service';
import type { SourceDocument } from '../model/document';
import type { KnownOnDisk, Service } from '../service/service-types';
import type { Settings } from '../service/settings';
import { unifiedDiff } from './diff';
import { fixFile, isFaithful, type Fixed } from './fix';
import { loadScriptParser } from '../files/load-script-parser';
import { createProjectVersions } from '../files/project-versions';
import { encode, loadBytes, loadFile, type Loaded, type Skipped } from '../files/load';
import { filePath, shownPath } from '../files/project-file';
import { reportFindings, type OtherFile } from './places';
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
  /** The current folder, below which files are shown by relative paths. */
  readonly folder: string;
  readonly named: boolean;
  readonly settings: Settings;
  readonly task: Task;
}

/** What was learnt of a file, as data that any thread can take in. */
export interface Learnt {
  readonly file: string;
  readonly known: KnownOnDisk;
}

/** Texts up to this length (UTF-16 units, all together) that were read for others stay read until they are looked at. */
const mostKept = 6_000_000;

/** Looks at files one after the other; each thread has one. */
export interface Analyst {
  /** Finds out what is known of the job's file without reading it; undefined for one that is not looked at. */
  learn(job: Job): Promise<Learnt | undefined>;
  /** Takes in what other threads learnt. */
  recall(learnt: readonly Learnt[]): void;
  analyse(job: Job): Promise<FileReport>;
  /** Looks at bytes that stand for the job's file, without touching the disk. */
  analyseBytes(job: Job, bytes: Buffer): Promise<FileReport>;
}

/** Makes an analyst; what goes wrong inside a rule is said to `log`. */
export function createAnalyst(log: (message: string) => void): Analyst {
  let settings: Settings | undefined;
  const versions = createProjectVersions();
  const service = createService({
    settings: () => {
      if (!settings) throw new Error('No file is being looked at.');
      return settings;
    },
    loadScriptParser,
    versions: (uri) => versions.of(filePath(uri) ?? uri),
    fetch,
    log: ({ level, message }) => {
      if (level === 'error') log(message);
    },
  });
  const kept = new Map<string, Loaded>();
  let room = mostKept;
  const learn = async (job: Job): Promise<Learnt | undefined> => {
    const uri = pathToFileURL(job.file).href;
    const loaded = loadFile(job.file, uri);
    if ('reason' in loaded) return undefined;
    const { document } = loaded;
    if (document.language !== 'python') return undefined;
    return { file: job.file, known: service.outline(document) };
  };
  const loadOnce = (job: Job, uri: string): Loaded | Skipped => {
    const loaded = kept.get(job.file);
    if (!loaded) return loadFile(job.file, uri);
    kept.delete(job.file);
    room += loaded.document.text.length;
    return loaded;
  };
  const analyse = async (
    job: Job,
    load: (uri: string) => Loaded | Skipped,
    writes: boolean,
  ): Promise<FileReport> => {
    const uri = pathToFileURL(job.file).href;
    settings = job.settings;
    try {
      const loaded = load(uri);
      if ('reason' in loaded) return skippedReport(job, loaded);
      await service.ready(loaded.document);
      const loadOther = othersFor(job);
      return job.task === 'look'
        ? look(job, loaded, service, loadOther)
        : mend(job, loaded, service, loadOther, writes);
    } catch (error) {
      const reason = `could not be looked at, an internal error: ${describeError(error)}`;
      return emptyReport(job, [{ reason, serious: true }], false);
    } finally {
      service.remove(uri);
    }
  };
  return {
    learn,
    recall(learnt) {
      for (const { file, known } of learnt) service.recall(pathToFileURL(file).href, known);
    },
    analyse: (job) => analyse(job, (uri) => loadOnce(job, uri), job.task === 'fix'),
    analyseBytes: (job, bytes) => analyse(job, (uri) => loadBytes(bytes, job.file, uri), false),
  };

  function fetch(uri: string): SourceDocument | undefined {
    const file = filePath(uri);
    const loaded = file === undefined ? undefined : loadFile(file, uri);
    if (file === undefined || !loaded || 'reason' in loaded) return undefined;
    const { document } = loaded;
    if (room >= document.text.length) {
      room -= document.text.length;
      kept.set(file, loaded);
      service.update(document);
    }
    return document;
  }
}

function skippedReport(job: Job, { reason, quiet }: Skipped): FileReport {
  const problems = quiet && !job.named ? [] : [{ reason, serious: job.named }];
  return emptyReport(job, problems, false);
}

/** Loads the other files in which places of a job's findings lie. */
function othersFor(job: Job): LoadOther {
  return (uri) => {
    const file = filePath(uri);
    const loaded = file === undefined ? undefined : loadFile(file, uri);
    if (file === undefined || !loaded || 'reason' in loaded) return undefined;
    return { path: shownPath(file, job.folder), loaded };
  };
}

type LoadOther = (uri: string) => OtherFile | undefined;

function look(job: Job, loaded: Loaded, service: Service, loadOther: LoadOther): FileReport {
  if (!canMatter(loaded)) return emptyReport(job, [], true);
  service.update(loaded.document);
  const findings = reportFindings(loaded, service.findings(loaded.document.uri), loadOther);
  return { ...emptyReport(job, [], true), findings };
}

/** Applies the safe fixes, and writes the file when that is asked for. */
function mend(
  job: Job,
  loaded: Loaded,
  service: Service,
  loadOther: LoadOther,
  writes: boolean,
): FileReport {
  const before = look(job, loaded, service, loadOther);
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
  const after =
    fixed.count > 0 ? reportFindings(fixed, service.findings(uri), loadOther) : before.findings;
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
