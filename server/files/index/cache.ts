import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Reads the summaries that an earlier session kept; whatever is wrong with the file, there are none in it. */
export async function readCache(file: string, build: string): Promise<ReadonlyMap<string, string>> {
  try {
    return parseCache(await readFile(file), build) ?? new Map();
  } catch {
    return new Map(); // No file yet, or none that may be read.
  }
}

/** Keeps summaries for the next session; another one never sees half a file. */
export async function writeCache(
  file: string,
  build: string,
  summaries: ReadonlyMap<string, string>,
): Promise<void> {
  const body = Buffer.from([...summaries].map(formEntry).join(''), 'latin1');
  const part = `${file}.${process.pid}.part`;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await writeFile(part, Buffer.concat([Buffer.from(headOf(build, body)), body]));
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}

/** The first line names the build that wrote the file and what the rest must be. */
function headOf(build: string, body: Buffer): string {
  return `dropout-lens ${build} ${createHash('sha256').update(body).digest('base64url')}\n`;
}

/** A key, the length of a summary, the summary; all of it ASCII. */
function formEntry([key, summary]: readonly [string, string]): string {
  return `${key} ${summary.length}\n${summary}`;
}

function parseCache(bytes: Buffer, build: string): ReadonlyMap<string, string> | undefined {
  const head = bytes.indexOf(10) + 1;
  const body = bytes.subarray(head);
  if (head === 0 || bytes.toString('latin1', 0, head) !== headOf(build, body)) return undefined;
  const summaries = new Map<string, string>();
  for (let at = 0; at < body.length;) {
    const end = body.indexOf(10, at);
    const [key = '', length] = body.toString('latin1', at, end).split(' ');
    at = end + 1 + Number(length);
    summaries.set(key, body.toString('latin1', end + 1, at));
  }
  return summaries;
}
