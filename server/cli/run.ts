import { describeError } from '../service/describe-error';
import { check } from './check';
import { explain } from './explain';
import { helpOf, overview } from './help';
import { listRules } from './list-rules';
import { runMask } from './mask';
import { UsageError } from './usage-error';
import { version } from '../../package.json';
import type { World } from './world';

/** Exit codes: clean, findings at warning or error, wrong use or internal error. */
export const exitCodes = { clean: 0, findings: 1, failure: 2 } as const;

/** Runs one command line and gives the exit code; never throws. */
export async function run(args: readonly string[], world: World): Promise<number> {
  const [command, ...rest] = args;
  try {
    return await runCommand(command, rest, world);
  } catch (error) {
    if (error instanceof UsageError) {
      world.err(`dropout-lens: ${error.message}\n`);
      world.err(`Try \`dropout-lens ${error.command ?? ''} --help\`.\n`.replace('  ', ' '));
    } else {
      world.err(`dropout-lens: internal error: ${describeError(error)}\n`);
    }
    return exitCodes.failure;
  }
}

async function runCommand(
  command: string | undefined,
  rest: readonly string[],
  world: World,
): Promise<number> {
  if (command !== undefined && command !== 'mask' && rest.some(isHelp)) {
    return say(helpOf(command) ?? overview, world);
  }
  switch (command) {
    case 'check':
      return check(rest, world);
    case 'explain':
      return explain(rest, world);
    case 'rules':
      return listRules(rest, world);
    case 'mask':
      return rest.some(isHelp) ? say(helpOf('mask') ?? overview, world) : mask(rest, world);
    case undefined:
      world.err(overview);
      return exitCodes.failure;
    case 'help':
      return say(helpOf(rest[0]) ?? overview, world);
    case '-h':
    case '--help':
      return say(overview, world);
    case '-V':
    case '--version':
      return say(`dropout-lens ${version}\n`, world);
    default:
      throw new UsageError(`there is no command \`${command}\`.`);
  }
}

function mask(args: readonly string[], world: World): number {
  const { exitCode, stdout, stderr } = runMask([...args]);
  world.out(stdout);
  world.err(stderr);
  return exitCode;
}

function say(text: string, world: World): number {
  world.out(text);
  return exitCodes.clean;
}

function isHelp(arg: string): boolean {
  return arg === '--help' || arg === '-h';
}
