import type { Edit } from '../model/finding';
import type { FileModel } from '../model/model';
import type { StillTraining } from '../model/walks/modes-evaluations';
import { evaluationsInTrainMode } from '../model/walks/modes-evaluations';
import { isMentionedOnly } from '../model/walks/mode-mentions';
import { ownPlaceOf, ownPlaceOfCause } from '../model/walks/modes-places';
import { evaluateInBetween } from './mode-fixes';
import { switchingCall } from './mode-switches';
import { modeLayers, modelText, relatedCalls, relatedCauses, relatedPass } from './modes';
import { defineRule } from './rule';

interface Data extends StillTraining {
  readonly layers: string;
  /** What would put the model in eval mode. */
  readonly call: string;
}

export default defineRule<Data, Record<string, never>>({
  id: 'missing-eval-mode',
  summary: 'Evaluation runs a model that was never put in eval mode',
  group: 'mode',
  severity: 'warning',
  fixClass: 'G',
  skipTests: true,
  *check(file) {
    for (const found of evaluationsInTrainMode(file)) {
      const { observation, modes, how } = found;
      if (isMentionedOnly(file, 'eval', observation.things)) continue;
      const causes = modes.map((one) => one.cause);
      const [cause] = causes;
      const switched = how === 'switched' && cause ? ownPlaceOfCause(cause) : undefined;
      const place = switched ?? ownPlaceOf(observation);
      yield {
        span: place,
        data: {
          ...found,
          layers: modeLayers(file, observation),
          call: switchingCall(file, observation, modelText(observation), 'eval'),
        },
        related: [
          ...(switched
            ? [{ span: observation.node.span, message: 'The model is evaluated here.' }]
            : relatedCauses(causes)),
          ...relatedCalls(observation.via.filter((span) => span.start !== place.start)),
          ...(switched ? [] : relatedPass(observation, 'The model is evaluated here.')),
        ],
        severity: severityOf(found),
      };
    }
  },
  message: ({ data: { observation, how, layers, dependence, call } }) => {
    const model = modelText(observation);
    const acts =
      dependence === 'yes'
        ? `its ${layers} acts`
        : `dropout or batch normalization in it would act`;
    switch (how) {
      case 'switched':
        return `train() puts ${model} in training mode for an evaluation: ${acts} on the results.`;
      case 'adapted':
        return `The adapter layers of ${model} are still in training mode: call ${call} before evaluating.`;
      case 'loaded':
        return `${model} predicts with loaded weights but was never put in eval mode: ${acts} on the results.`;
      case 'frozen':
        return `The parameters of ${model} are frozen, but it is in training mode: ${acts} all the same.`;
      case 'same':
        return `${model} is evaluated in the mode in which it is trained, and nothing calls ${call}: ${acts} on the results.`;
      case 'evaluation':
        return `${model} is still in training mode here, and nothing calls ${call}: ${acts} on the results.`;
    }
  },
  fix: ({ data, span }, file) =>
    data.how === 'switched' ? turnIntoEval(file, span) : evaluateInBetween(file, data.observation),
});

function severityOf({ how, dependence }: StillTraining): 'error' | 'information' | undefined {
  if (how === 'loaded' || how === 'frozen' || how === 'adapted') return 'information';
  if (dependence !== 'yes') return 'information';
  return how === 'switched' ? 'error' : undefined;
}

/** `model.train()` becomes `model.eval()`. */
function turnIntoEval(file: FileModel, span: Edit['span']) {
  const text = file.text.slice(span.start, span.end).replace(/\.train\s*\([^()]*\)$/, '.eval()');
  return { title: 'Call eval() instead of train()', safe: false, edits: [{ span, text }] };
}
