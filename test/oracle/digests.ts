import { createHash } from 'node:crypto';
import { examplesOf, type Example } from '../rules/examples';

const DIRECTIVE = /^<!-- ((?:oracle|run|meant|not run): .*) -->$/;

/** One example of a page with what identifies it and how it is run. */
export interface Identified {
  readonly line: number;
  readonly state: string;
  /** Changes with the example and with every directive that decides how it is run; as `pages.py` makes it. */
  readonly digest: string;
}

/** An example with all that a page says about running it. */
export interface Runnable extends Identified {
  readonly framework: Example['framework'];
  readonly language: Example['language'];
  readonly text: string;
  readonly checks: readonly string[];
  readonly runs: readonly string[];
  readonly meant: readonly string[];
  /** Why it is not run. */
  readonly reason: string | undefined;
}

/** All examples of a rule page, in order; a fixed one is run in the way of the faulty one before it. */
export function runnable(page: string): readonly Runnable[] {
  const lines = page.split('\n');
  const general = directivesUnderEvidence(lines);
  const digests = identified(page);
  const made: Runnable[] = [];
  examplesOf(page).forEach((example, index) => {
    const { framework, language, text, line, state } = example;
    const own = directivesAbove(lines, line - 1);
    const before = made.at(-1);
    const model = state === 'fixed' && before?.state === 'faulty' ? before : undefined;
    const told = (kind: string): readonly string[] => {
      const found = valuesOf(own, kind);
      return found.length > 0 ? found : valuesOf(general, kind);
    };
    const says = (kind: string): boolean => valuesOf(own, kind).length > 0;
    made.push({
      ...{ framework, language, text, line, state, digest: digests[index]?.digest ?? '' },
      checks: !says('oracle') && model ? model.checks : told('oracle'),
      runs: says('run') || says('meant') ? valuesOf(own, 'run') : (model?.runs ?? told('run')),
      meant: valuesOf(own, 'meant'),
      reason: told('not run')[0] ?? model?.reason,
    });
  });
  return made;
}

function valuesOf(directives: readonly string[], kind: string): readonly string[] {
  return directives.flatMap((one) =>
    one.startsWith(`${kind}: `) ? one.slice(kind.length + 2) : [],
  );
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
