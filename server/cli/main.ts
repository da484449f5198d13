import { availableParallelism } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { run } from './run';
import { serveJobs } from './worker';
import type { World } from './world';

if (isMainThread) void start();
else serveJobs();

async function start(): Promise<void> {
  // A reader such as `head` may close the pipe early; that is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
  });
  process.exitCode = await run(process.argv.slice(2), processWorld());
}

function processWorld(): World {
  return {
    folder: process.cwd(),
    colours: showsColours(),
    cores: availableParallelism(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    readInput: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
  };
}

/** As no-color.org and force-color.org ask: a non-empty NO_COLOR wins, then FORCE_COLOR, then the terminal. */
function showsColours(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0';
  return process.stdout.isTTY === true && TERM !== 'dumb';
}
