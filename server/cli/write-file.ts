import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { systemReason } from '../files/load';

/** Replaces a file at once; gives a reason when it was not done, because the file changed meanwhile or cannot be written. */
export function replaceFile(file: string, before: Buffer, after: Buffer): string | undefined {
  let temporary: string | undefined;
  try {
    const target = realpathSync(file);
    const { mode } = statSync(target);
    temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID()}.tmp`);
    writeFileSync(temporary, after, { mode });
    chmodSync(temporary, mode);
    if (!readFileSync(target).equals(before)) {
      rmSync(temporary);
      return 'changed meanwhile, so the fixes were not written';
    }
    renameSync(temporary, target);
    return undefined;
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    return `could not be written: ${systemReason(error)}`;
  }
}

/** Writes a report to a file; gives a reason when that failed. */
export function writeReport(file: string, text: string): string | undefined {
  try {
    writeFileSync(file, text);
    return undefined;
  } catch (error) {
    return `could not be written: ${systemReason(error)}`;
  }
}
