import type { Arg, FileModel, Use } from '../model';

/** One run of a graph in a session that is fed a probability of keeping as a plain number. */
export interface SessionRun {
  readonly use: Use;
  /** The argument with what is fed. */
  readonly feed: Arg;
  /** What is asked for, as written. */
  readonly fetched: string;
  readonly keep: number;
  /** The name under which it is fed. */
  readonly name: string;
}

/** Every `session.run(…, feed_dict={…, keep_prob: 0.5})`. */
export function sessionRuns(file: FileModel): readonly SessionRun[] {
  return file.uses.flatMap((use) => {
    const [fetched] = use.args;
    const feed = use.args.find((arg) => arg.name === 'feed_dict' || arg.position === 1);
    if (use.name !== 'run' || !fetched || !feed || fetched === feed) return [];
    const found = /\b((?:\w+\.)*\w*keep\w*)\s*:\s*(\d*\.?\d+)\s*[,}]/i.exec(feed.text);
    if (!found) return [];
    return [{ use, feed, fetched: fetched.text, name: found[1]!, keep: Number(found[2]) }];
  });
}

/** Whether what is asked for includes a step of an optimizer. */
export function isTrainingRun({ fetched }: SessionRun): boolean {
  return /train|optimi[sz]er|\bopt\b|minimi[sz]e/i.test(fetched);
}

/** Whether what is fed are data of a test or validation. */
export function isEvaluationRun({ feed, fetched }: SessionRun): boolean {
  return /test|valid|eval/i.test(feed.text) && !/train/i.test(`${feed.text} ${fetched}`);
}
