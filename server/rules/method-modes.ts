import type { Edit } from '../model/finding';
import type { FileModel } from '../model/model';
import { endOfArguments } from '../model/walks/applications';
import type { MethodRun } from '../model/walks/method-runs';
import { methodRuns } from '../model/walks/method-runs';
import { evaluatesAt, lossFunctions, trainsAt } from '../model/walks/purpose';
import type { RuleFix } from './rule';

/** Runs of a model with dropout, in a function whose gradient is taken, in the mode in which nothing is dropped. */
export function methodsWithoutDropout(file: FileModel): readonly MethodRun[] {
  if (lossFunctions(file).size === 0) return [];
  return methodRuns(file).filter((run) => {
    const acts = run.dropouts.length > 0 || run.batchNorms.length > 0;
    const isOff = run.how === 'predict' || (run.flag === undefined && !run.open);
    const isUsed = run.use.context.result !== 'discarded';
    return acts && isOff && isUsed && isInLoss(run, file) && !evaluatesAt(file, run.use.context);
  });
}

/** Inside the function whose gradient is taken, not only beside it. */
function isInLoss({ use }: MethodRun, file: FileModel): boolean {
  const losses = lossFunctions(file);
  const around = file.functions[use.context.function];
  const isInside = [...losses].some((index) => {
    const loss = file.functions[index];
    return loss && loss.span.start <= use.span.start && use.span.end <= loss.span.end;
  });
  return around !== undefined && isInside && trainsAt(file, use.context);
}

/** What is wrong with such a run. */
export function messageOfMethod({ use, how, dropouts }: MethodRun): string {
  const off = dropouts.length > 0 ? 'dropout is off' : 'BatchNorm uses its moving statistics';
  return how === 'predict'
    ? `${use.written} always runs for inference: ${off} in this training step.`
    : `${use.written} without {training: true} runs for inference: ${off} in this training step.`;
}

/** Applies the model in training mode instead. */
export function applyInTraining({ use, flag }: MethodRun, file: FileModel): RuleFix | undefined {
  const end = endOfArguments(use);
  const method = lastName(use.calleeSpan, file.text);
  if (!end || flag || use.args.length !== 1 || !method) return undefined;
  const edits: Edit[] = [{ span: end, text: ', {training: true}' }];
  if (use.name !== 'apply') edits.unshift({ span: method, text: 'apply' });
  return { title: 'Apply with {training: true} (changes training)', safe: false, edits };
}

/** Where the method's name stands in `model.predict`. */
export function lastName(callee: Edit['span'], text: string): Edit['span'] | undefined {
  const name = /\.(\w+)$/.exec(text.slice(callee.start, callee.end))?.[1];
  return name === undefined ? undefined : { start: callee.end - name.length, end: callee.end };
}
