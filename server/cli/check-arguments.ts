import { parseArgs } from 'node:util';
import { ruleEntries } from '../service/catalogue';
import { unknownNames } from '../service/settings-check';
import { UsageError } from './usage-error';

export const formats = ['text', 'json', 'sarif', 'github'] as const;
export type Format = (typeof formats)[number];

/** The command line of `check`. */
export interface CheckArguments {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly output?: string;
  readonly fix: boolean;
  readonly diff: boolean;
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly config?: string;
  readonly stdinFilename?: string;
  readonly threads?: number;
  readonly exitZero: boolean;
}

/** Reads the command line of `check`; throws a UsageError that says what is wrong. */
export function readCheckArguments(args: readonly string[]): CheckArguments {
  const { values, positionals } = parse(args);
  const given: CheckArguments = {
    paths: positionals,
    format: readFormat(values.format),
    output: values.output,
    fix: values.fix ?? false,
    diff: values.diff ?? false,
    select: readNames('--select', values.select),
    ignore: readNames('--ignore', values.ignore),
    config: values.config,
    stdinFilename: values['stdin-filename'],
    threads: readThreads(values.jobs),
    exitZero: values['exit-zero'] ?? false,
  };
  rejectContradictions(given);
  return given;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        output: { type: 'string' },
        fix: { type: 'boolean' },
        diff: { type: 'boolean' },
        select: { type: 'string', multiple: true },
        ignore: { type: 'string', multiple: true },
        config: { type: 'string' },
        'stdin-filename': { type: 'string' },
        jobs: { type: 'string' },
        'exit-zero': { type: 'boolean' },
      },
    });
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : '').split('. To specify');
    throw wrong(`${reason.charAt(0).toLowerCase()}${reason.slice(1)}`.replace(/\.?$/, '.'));
  }
}

function readFormat(format: string | undefined): Format {
  const known = formats.find((one) => one === (format ?? 'text'));
  if (known) return known;
  throw wrong(`--format is one of ${formats.join(', ')}, not \`${format}\`.`);
}

function readNames(option: string, lists: readonly string[] | undefined): string[] | undefined {
  const names = lists?.flatMap((list) => list.split(/[\s,]+/)).filter((name) => name !== '');
  const [problem] = unknownNames(names ?? [], ruleEntries);
  if (problem !== undefined) throw wrong(`${option}: ${problem}`);
  return names;
}

function readThreads(jobs: string | undefined): number | undefined {
  if (jobs === undefined) return undefined;
  const threads = Number(jobs);
  if (Number.isInteger(threads) && threads >= 1 && threads <= 256) return threads;
  throw wrong(`--jobs is a number of threads from 1 to 256, not \`${jobs}\`.`);
}

function rejectContradictions({ fix, diff, format, stdinFilename, paths }: CheckArguments): void {
  if (fix && diff) throw wrong('--fix writes and --diff does not: take one of them.');
  if (diff && format !== 'text') throw wrong('--diff has a form of its own: leave --format out.');
  if (stdinFilename !== undefined && paths.some((path) => path !== '-')) {
    throw wrong('--stdin-filename reads standard input: leave the paths out.');
  }
  if (stdinFilename === undefined && paths.includes('-')) {
    throw wrong('to read standard input, say what it is: --stdin-filename NAME.');
  }
}

function wrong(message: string): UsageError {
  return new UsageError(message, 'check');
}
