import type { Arg, Call, FileModel, Use } from '../model/model';
import { modelCalls } from '../model/walks/called-models';
import { rateOf } from '../model/walks/dropout';
import { isAcknowledged, isMeantAtInference } from '../model/walks/intent';
import { modelRuns, saysTraining } from '../model/walks/model-runs';
import { evaluatesAt } from '../model/walks/purpose';
import { defineRule } from './rule';
import { percent } from './wording';

interface Run {
  readonly use: Use;
  readonly dropouts: readonly Call[];
  readonly flag?: Arg;
  /** The code says itself that it evaluates, in a framework in which nothing else would run the model so. */
  readonly severity: 'error' | 'warning';
}

interface Data {
  readonly run: Run;
  readonly flag: Arg;
}

export default defineRule<Data, Record<string, never>>({
  id: 'training-mode-at-inference',
  summary: 'A call flag turns dropout on in evaluation or prediction code',
  group: 'mode',
  severity: 'warning',
  fixClass: 'G',
  skipTests: true,
  *check(file) {
    for (const run of runsOf(file)) {
      const { use, flag, severity } = run;
      if (!flag || saysTraining(flag) !== true || !evaluatesAt(file, use.context)) continue;
      // Of a model that is not in view the flag may switch something else, too.
      if (run.dropouts.length === 0) continue;
      if (isMeantAtInference(file, use.context) || isAcknowledged(file, use.span)) continue;
      yield { span: flag.span, data: { run, flag }, severity };
    }
  },
  message: ({ data: { run, flag } }) => {
    const [dropout] = run.dropouts;
    const rate = dropout && rateOf(dropout);
    const shown = rate?.certain ?? rate?.likely;
    const share = shown && shown <= 1 ? ` (${percent(shown)})` : '';
    return `${flag.name}=${flag.text} runs this evaluation with dropout${share}: its results are random.`;
  },
  fix: ({ data: { flag } }) => {
    const text = flag.constant === true ? 'False' : 'True';
    return {
      title: `Pass ${flag.name}=${text}`,
      safe: false,
      edits: [{ span: flag.span, text }],
    };
  },
});

function runsOf(file: FileModel): readonly Run[] {
  const applied = modelRuns(file).map((run) => ({ ...run, severity: 'error' as const }));
  const called = modelCalls(file).map((run) => ({ ...run, severity: 'warning' as const }));
  return [...applied, ...called];
}
