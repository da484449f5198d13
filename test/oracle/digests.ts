import { createHash } from 'node:crypto';
import { examplesOf } from '../rules/examples';

const DIRECTIVE = /^<!-- ((?:oracle|run|meant|not run): .*) -->$/;

/** One example of a page with what identifies it and how it is run. */
export interface Identified {
  readonly line: number;
  readonly state: string;
  /** Changes with the example and with every directive that decides how it is run; as `pages.py` makes it. */
  readonly digest: string;
}

/** All examples of a rule page, in order. */
export function identified(page: string): readonly Identified[] {
  const lines = page.split('\n');
  const general = directivesUnderEvidence(lines);
  return examplesOf(page).map(({ line, state, text }) => {
    const whole = [...general, ...directivesAbove(lines, line - 1), state, text].join('\n');
    const digest = createHash('sha256').update(whole).digest('hex').slice(0, 16);
    return { line, state, digest };
  });
}

function directivesUnderEvidence(lines: readonly string[]): readonly string[] {
  const start = lines.indexOf('## Evidence');
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith('## '));
  return lines.slice(start, start + 1 + length).flatMap((line) => DIRECTIVE.exec(line)?.[1] ?? []);
}

function directivesAbove(lines: readonly string[], fence: number): readonly string[] {
  const directive = DIRECTIVE.exec(lines[fence - 1] ?? '')?.[1];
  return directive === undefined ? [] : [...directivesAbove(lines, fence - 1), directive];
}
