import { readFileSync } from 'node:fs';
import path from 'node:path';
import { discover } from '../files/discover';
import { systemReason } from '../files/load';
import { shownPath } from '../files/project-file';
import { projectSettings, type NamedFile, type ProjectSettings } from '../files/project-settings';
import type { PartialSettings } from '../service/settings-check';
import { createAnalyst, type Job, type Task } from './analyse';
import { readCheckArguments, type CheckArguments, type Format } from './check-arguments';
import { formatGithub } from './format-github';
import { formatJson } from './format-json';
import { formatSarif } from './format-sarif';
import { formatSummary, formatText } from './format-text';
import { analyseAll } from './pool';
import { countFindings, type CheckReport, type FileReport } from './report';
import { UsageError } from './usage-error';
import type { World } from './world';
import { writeReport } from './write-file';

/** `dropout-lens check`: looks at files and reports, mends or compares; gives the exit code. */
export async function check(args: readonly string[], world: World): Promise<number> {
  const given = readCheckArguments(args);
  const named = given.config === undefined ? undefined : readNamed(given.config);
  const projects = projectSettings(commandLineSettings(given), named);
  const log = (message: string): void => world.err(`dropout-lens: ${message}\n`);
  const result =
    given.stdinFilename === undefined
      ? await checkPaths(given, projects, world, log)
      : await checkInput(given, given.stdinFilename, projects, world, log);
  const report = { ...result, problems: projects.problems() };
  const written = deliver(report, given, world);
  sayProblems(report, world);
  return exitCodeOf(report, given, result.failed || !written);
}

interface Result {
  readonly files: readonly FileReport[];
  /** A named path could not be looked at. */
  readonly failed: boolean;
}

async function checkPaths(
  given: CheckArguments,
  projects: ProjectSettings,
  world: World,
  log: (message: string) => void,
): Promise<Result> {
  const paths = given.paths.length === 0 ? ['.'] : given.paths;
  const found = discover(paths, world.folder, projects);
  for (const { path: name, reason } of found.problems) log(`${name}: ${reason}.`);
  const jobs = found.files.map((file): Job => {
    const { settings } = projects.of(path.dirname(file.path));
    const shown = shownPath(file.path, world.folder);
    const { folder } = world;
    const task = taskOf(given);
    return { file: file.path, path: shown, folder, named: file.named, settings, task };
  });
  const files = await analyseAll(jobs, given.threads, world.cores, log);
  return { files, failed: found.problems.some((problem) => problem.named) };
}

async function checkInput(
  given: CheckArguments,
  name: string,
  projects: ProjectSettings,
  world: World,
  log: (message: string) => void,
): Promise<Result> {
  const file = path.resolve(world.folder, name);
  const { settings } = projects.of(path.dirname(file));
  const job = {
    file,
    path: name,
    folder: world.folder,
    named: true,
    settings,
    task: taskOf(given),
  };
  const bytes = await world.readInput();
  const report = await createAnalyst(log).analyseBytes(job, bytes);
  // What could not be looked at goes through as it came.
  return { files: [{ fixedBytes: bytes, ...report }], failed: false };
}

/** Writes what was found where it belongs; false when that failed. */
function deliver(report: CheckReport, given: CheckArguments, world: World): boolean {
  const colours = world.colours && given.output === undefined;
  const isFilter = given.stdinFilename !== undefined && given.fix;
  const main = given.diff
    ? report.files.map((file) => file.diff ?? '').join('')
    : formatters[given.format](report, { colours, folder: world.folder });
  const summary = given.format === 'text' ? formatSummary(report, given, colours) : '';
  if (isFilter) {
    world.out(report.files[0]?.fixedBytes ?? '');
    world.err(main + summary);
    return true;
  }
  if (given.output === undefined) {
    world.out(main);
    if (given.diff) world.err(summary);
    else world.out(summary);
    return true;
  }
  const failure = writeReport(path.resolve(world.folder, given.output), main + summary);
  if (failure === undefined) world.out(formatSummary(report, given, world.colours));
  else world.err(`dropout-lens: ${given.output}: ${failure}.\n`);
  return failure === undefined;
}

const formatters: Record<
  Format,
  (report: CheckReport, look: { readonly colours: boolean; readonly folder: string }) => string
> = {
  text: (report, { colours }) => formatText(report, colours),
  json: formatJson,
  sarif: formatSarif,
  github: formatGithub,
};

function sayProblems(report: CheckReport, world: World): void {
  for (const problem of report.problems) world.err(`dropout-lens: ${problem}\n`);
  for (const file of report.files) {
    for (const { reason } of file.problems) world.err(`dropout-lens: ${file.path}: ${reason}.\n`);
  }
}

function exitCodeOf(report: CheckReport, given: CheckArguments, failed: boolean): number {
  const isSerious = report.files.some((file) => file.problems.some((one) => one.serious));
  if (failed || isSerious || report.problems.length > 0) return 2;
  const { error, warning } = countFindings(report);
  return error + warning > 0 && !given.exitZero ? 1 : 0;
}

function commandLineSettings({ select, ignore }: CheckArguments): PartialSettings {
  return { ...(select && { select }), ...(ignore && { ignore }) };
}

function taskOf({ fix, diff }: CheckArguments): Task {
  return fix ? 'fix' : diff ? 'diff' : 'look';
}

function readNamed(file: string): NamedFile {
  try {
    return { file, text: readFileSync(file, 'utf8') };
  } catch (error) {
    throw new UsageError(`${file}: ${systemReason(error)}.`, 'check');
  }
}
