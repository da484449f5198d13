import { argmaxFlips, scale } from '../../engine';
import type { LayerKind } from '../model/fact';
import type { FileModel, Flow, Model } from '../model/model';
import {
  areExclusive,
  guardsOf,
  placedSteps,
  SHAPE_ONLY,
  wayBack,
  type Placed,
} from '../model/walks/steps';
import type { ActiveDropout } from './active-dropouts';
import { asActiveDropout, isElementwise, severityFor, shownRate } from './active-dropouts';
import { isHead, isSingleOutput, mayEndInHead } from './heads';
import { behind, swapEdits } from './reorder';
import { defineRule } from './rule';
import { percent, trimmed } from './wording';

interface Data {
  readonly dropout: ActiveDropout;
  /** The last layer with weights. */
  readonly last: Placed;
}

/** Where values leave a model. */
interface End {
  readonly flow: Flow;
  readonly intoLoss: boolean;
}

export default defineRule<Data, Record<string, never>>({
  id: 'dropout-after-output',
  summary: 'Dropout on the logits, probabilities or regression output',
  group: 'placement',
  severity: 'warning',
  fixClass: 'G',
  *check(file) {
    for (const model of file.models) {
      for (const end of endsOf(model)) {
        const found = findAt(end, model, file);
        if (!found) continue;
        yield {
          span: found.dropout.step.span,
          data: found,
          severity: severityFor('warning', found.dropout),
          related: [{ span: found.last.step.span, message: 'The output layer.' }],
        };
      }
    }
  },
  message: ({ data: { dropout, last } }) => {
    const rate = shownRate(dropout);
    if (rate === undefined)
      return 'Dropout on the output: predictions themselves are zeroed in training.';
    if (isSingleOutput(last)) {
      return (
        `Dropout on the output: ${percent(rate)} of the predictions are zeroed in training ` +
        `and the rest multiplied by ${trimmed(scale(rate), 2)}.`
      );
    }
    return (
      `Dropout on the output: ${percent(rate)} of the classes are zeroed in training, which changes about ` +
      `${percent(argmaxFlips(rate))} of the predictions (ten classes, one at +3).`
    );
  },
  fix: ({ data: { dropout, last } }, file) => {
    const isNext = behind(dropout.model, last)?.index === dropout.index;
    const edits = isNext ? swapEdits(file, dropout.model, last, dropout) : undefined;
    const title =
      'Drop before the output layer (changes training and may change the names of saved weights)';
    return edits && { title, safe: false, edits };
  },
});

function endsOf(model: Model): readonly End[] {
  const outputs = model.entries.filter(({ main }) => main).flatMap((entry) => entry.outputs);
  const losses = placedSteps(model).filter(({ layer }) => layer.kind === 'loss');
  return [
    ...losses.map(({ step }) => ({ flow: step.inputs[0] ?? [], intoLoss: true })),
    ...outputs.map((flow) => ({ flow, intoLoss: false })),
  ];
}

function findAt({ flow, intoLoss }: End, model: Model, file: FileModel): Data | undefined {
  const end = wayBack(model, flow, SHAPE_ONLY);
  const isFinal = end && isProbability(end.producer);
  const behind = isFinal ? wayBack(model, end.producer.step.inputs[0], SHAPE_ONLY) : end;
  const dropout = asActiveDropout(model, behind?.producer);
  if (!dropout || !isElementwise(dropout)) return undefined;
  const before = wayBack(model, dropout.step.inputs[0], SHAPE_ONLY);
  const isDropped = before && isProbability(before.producer);
  const way = isDropped ? wayBack(model, before.producer.step.inputs[0], SHAPE_ONLY) : before;
  const last = way?.producer;
  if (!last || !WEIGHTS.has(last.layer.kind)) return undefined;
  if (areExclusive(guardsOf(last), guardsOf(dropout)) || !mayEndInHead(model, file))
    return undefined;
  const givesLogProbabilities = [isFinal && end.producer, isDropped && before.producer].some(
    (one) => one && one.layer.call?.fact.activation === 'logsoftmax',
  );
  // A graph or a Sequential that gives dropped probabilities gives predictions; a class may give attention.
  const givesProbabilities = isDropped && model.form !== 'class';
  const isCertain =
    intoLoss || givesLogProbabilities || givesProbabilities || isHead(last, model, file);
  return isCertain ? { dropout, last } : undefined;
}

const WEIGHTS: ReadonlySet<LayerKind> = new Set<LayerKind>([
  'linear',
  'convolution',
  'graphConvolution',
]);

function isProbability({ layer }: Placed): boolean {
  return /^(softmax|logsoftmax|sigmoid|softmin)$/.test(layer.call?.fact.activation ?? '');
}
