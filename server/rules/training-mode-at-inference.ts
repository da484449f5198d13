import { keepProbability } from '../../engine';
import type { Arg, Call, FileModel, Use } from '../model/model';
import { modelCalls } from '../model/walks/called-models';
import { rateOf } from '../model/walks/dropout';
import { isAcknowledged, isMeantAtInference } from '../model/walks/intent';
import { methodRuns } from '../model/walks/method-runs';
import { modelRuns, saysTraining } from '../model/walks/model-runs';
import { evaluatesAt, trainsAt } from '../model/walks/purpose';
import { isEvaluationRun, isTrainingRun, sessionRuns } from '../model/walks/session-runs';
import type { SessionRun } from '../model/walks/session-runs';
import { lastName } from './method-modes';
import { defineRule, type RuleFix } from './rule';
import { percent } from './wording';

interface Run {
  readonly use: Use;
  readonly dropouts: readonly Call[];
  readonly flag?: Arg;
  /** The code says itself that it evaluates, in a framework in which nothing else would run the model so. */
  readonly severity: 'error' | 'warning';
  /** The flag stands in an object. */
  readonly options?: boolean;
}

interface Data {
  readonly run?: Run;
  readonly flag: Arg;
  /** The method that is called and does not know the flag. */
  readonly ignored?: Use;
  /** The probability of keeping that a run of a graph is fed. */
  readonly fed?: SessionRun;
}

export default defineRule<Data, Record<string, never>>({
  id: 'training-mode-at-inference',
  summary: 'A call flag turns dropout on in evaluation or prediction code',
  group: 'mode',
  severity: 'warning',
  fixClass: 'G',
  skipTests: true,
  *check(file) {
    for (const { use, how, flag } of methodRuns(file)) {
      if (how !== 'predict' || !flag || saysTraining(flag) !== true) continue;
      yield { span: flag.span, data: { flag, ignored: use }, severity: 'error' };
    }
    for (const run of runsOf(file)) {
      const { use, flag, severity } = run;
      if (!flag || saysTraining(flag) !== true || !evaluatesAt(file, use.context)) continue;
      // Of a model that is not in view the flag may switch something else, too.
      if (run.dropouts.length === 0) continue;
      if (isMeantAtInference(file, use.context) || isAcknowledged(file, use.span)) continue;
      yield { span: flag.span, data: { run, flag }, severity };
    }
    for (const fed of sessionRuns(file)) {
      const { use, feed, keep } = fed;
      if (keep <= 0 || keep >= 1 || !isEvaluationRun(fed) || isTrainingRun(fed)) continue;
      const isMeant = isMeantAtInference(file, use.context) || isAcknowledged(file, use.span);
      if (!isMeant) yield { span: feed.span, data: { flag: feed, fed } };
    }
  },
  message: ({ data: { run, flag, ignored, fed } }) => {
    if (ignored)
      return `${ignored.written} does not know ${flag.name}: nothing is dropped, and all runs give the same.`;
    if (fed)
      return `${fed.name} is fed as ${fed.keep} in an evaluation: ${percent(keepProbability(fed.keep))} are dropped and its results are random.`;
    const [dropout] = run?.dropouts ?? [];
    const rate = dropout && rateOf(dropout);
    const shown = rate?.certain ?? rate?.likely;
    const share = shown && shown <= 1 ? ` (${percent(shown)})` : '';
    const shownFlag = run?.options ? `{${flag.name}: ${flag.text}}` : `${flag.name}=${flag.text}`;
    return `${shownFlag} runs this evaluation with dropout${share}: its results are random.`;
  },
  fix: ({ data: { run, flag, ignored, fed } }, file) => {
    if (ignored) return applyInstead(ignored, file.text);
    if (fed) return undefined;
    const text = otherValue(flag, run?.options);
    return {
      title: `Pass ${flag.name}${run?.options ? ': ' : '='}${text}`,
      safe: false,
      edits: [{ span: flag.span, text }],
    };
  },
});

/** The method that knows the option. */
function applyInstead({ calleeSpan }: Use, text: string): RuleFix | undefined {
  const span = lastName(calleeSpan, text);
  return span && { title: 'Call apply instead', safe: false, edits: [{ span, text: 'apply' }] };
}

/** The other value, as the language writes it. */
function otherValue({ constant }: Arg, options = false): string {
  const text = constant === true ? 'False' : 'True';
  return options ? text.toLowerCase() : text;
}

function runsOf(file: FileModel): readonly Run[] {
  const applied = modelRuns(file).map((run) => ({ ...run, severity: 'error' as const }));
  const called = modelCalls(file).map((run) => ({ ...run, severity: 'warning' as const }));
  const byMethod = methodRuns(file)
    .filter(({ how, use }) => how === 'apply' && !trainsAt(file, use.context))
    .map((run) => ({ ...run, severity: 'warning' as const, options: true }));
  return [...applied, ...(byMethod.length > 0 ? byMethod : called)];
}
