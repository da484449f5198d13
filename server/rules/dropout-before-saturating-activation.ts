import type { Call, FileModel } from '../model/model';
import {
  areExclusive,
  consumersOf,
  guardsOf,
  ownerName,
  placedSteps,
  SHAPE_ONLY,
  wayBack,
  type Placed,
} from '../model/walks/steps';
import { wordsOf } from '../model/walks/intent';
import type { ActiveDropout } from './active-dropouts';
import { asActiveDropout, isOrdinary } from './active-dropouts';
import { swapEdits } from './reorder';
import { defineRule } from './rule';
import { trimmed } from './wording';

interface Data {
  readonly dropout: ActiveDropout;
  readonly activation: Placed;
  readonly call: Call;
}

export default defineRule<Data, Record<string, never>>({
  id: 'dropout-before-saturating-activation',
  summary: 'Dropout before an activation that turns a dropped 0 into something else',
  group: 'placement',
  severity: 'information',
  fixClass: 'G',
  *check(file) {
    for (const found of findAll(file)) {
      const { dropout, activation } = found;
      const related = [{ span: activation.step.span, message: 'The activation.' }];
      yield { span: dropout.step.span, data: found, related };
    }
  },
  message: ({ data: { call } }) => {
    const { atZero } = call.fact;
    const becomes =
      typeof atZero === 'number' ? `becomes ${trimmed(atZero)}` : 'still takes a share';
    return `Dropout before ${call.written}: a dropped unit is not switched off, it ${becomes}.`;
  },
  fix: ({ data: { dropout, activation } }, file) => {
    const isNext = activation.step.inputs[0]?.includes(dropout.index);
    const edits = isNext ? swapEdits(file, dropout.model, dropout, activation) : undefined;
    const title = 'Drop after the activation (changes training)';
    return edits && { title, safe: false, edits };
  },
});

function* findAll(file: FileModel): Iterable<Data> {
  for (const model of file.models) {
    if (isCell(ownerName(file, model))) continue;
    for (const activation of placedSteps(model)) {
      const { call } = activation.layer;
      if (call?.fact.kind !== 'activation' || call.fact.atZero === undefined) continue;
      const way = wayBack(model, activation.step.inputs[0], SHAPE_ONLY);
      const dropout = asActiveDropout(model, way?.producer);
      if (!dropout || !isOrdinary(dropout)) continue;
      if (isGate(activation, dropout) || areExclusive(guardsOf(dropout), guardsOf(activation)))
        continue;
      yield { dropout, activation, call };
    }
  }
}

/** What multiplies something else is a gate: dropped units then let half of it through, mostly on purpose. */
function isGate(activation: Placed, { model }: ActiveDropout): boolean {
  return consumersOf(model, activation.index).some(({ layer }) => layer.kind === 'multiply');
}

function isCell(name: string): boolean {
  return wordsOf(name).some((word) => /^(cell|lstm|gru|rnn|gate|gated)/.test(word));
}
