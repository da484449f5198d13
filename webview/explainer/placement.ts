import type { ModelStop, ModelStrip } from '../../engine/model-strip';
import { stackedRate } from '../../engine/closed-forms/rate';
import {
  batchNormOutputDeviation,
  reluOfStandardNormal,
  standardNormal,
} from '../../engine/closed-forms/variance-shift';
import { formatNumber, formatShare } from '../format';

/** What dropout would do at a place, from best to worst; 'unread' where the values take several ways. */
export type Judgement = 'good' | 'same' | 'careful' | 'harm' | 'unread';

/** A place between two layers, with the dropouts that stand there already. */
export interface Slot {
  readonly before?: ModelStop;
  readonly after?: ModelStop;
  readonly dropouts: readonly ModelStop[];
  readonly judgement: Judgement;
  /** Why, in one sentence with numbers where there are any. */
  readonly words: string;
}

/** The layers of a model without its dropouts, and the places between them. */
export interface JudgedStrip {
  readonly layers: readonly ModelStop[];
  /** One more than layers: before the first, between each two, behind the last. */
  readonly slots: readonly Slot[];
}

/** Judges every place of a model for dropout of a rate. */
export function judgeStrip({ stops }: ModelStrip, rate: number): JudgedStrip {
  const layers = stops.filter(({ kind }) => kind !== 'dropout');
  const slots = Array.from({ length: layers.length + 1 }, (_, index): Slot => {
    const before = layers[index - 1];
    const after = layers[index];
    const from = before ? stops.indexOf(before) + 1 : 0;
    const dropouts = stops.slice(from, after ? stops.indexOf(after) : stops.length);
    const open = [before, ...dropouts].every((stop) => stop?.open ?? true);
    const [judgement, words] = open
      ? judge({ before, after, earlier: layers[index - 2], later: layers[index + 1], rate })
      : (['unread', 'The values take several ways here, or were not read.'] as const);
    return { before, after, dropouts, judgement, words };
  });
  return { layers, slots };
}

/** What dropouts that stand in one place amount to together. */
export function togetherInWords(dropouts: readonly ModelStop[]): string | undefined {
  const rates = dropouts.flatMap(({ rate }) => rate ?? []);
  if (rates.length < 2) return undefined;
  return `${rates.map(formatNumber).join(' and ')} in a row make ${formatNumber(stackedRate(rates))}.`;
}

interface Surroundings {
  readonly before?: ModelStop;
  readonly after?: ModelStop;
  readonly earlier?: ModelStop;
  readonly later?: ModelStop;
  readonly rate: number;
}

type Verdict = readonly [Judgement, string];

function judge(place: Surroundings): Verdict {
  const { before, after, rate } = place;
  if (!before) {
    return rate <= 0.2
      ? ['careful', 'On the input: low rates only; 0.2 is the usual most.']
      : ['harm', `On the input ${formatShare(rate)} is much: 0.2 is the usual most.`];
  }
  if (!after) {
    return [
      'harm',
      'Behind the output: whole answers are zeroed and the others scaled, and no later layer can make up for it.',
    ];
  }
  return byFollower(place, after) ?? byProducer(place, before);
}

function byFollower({ before, rate }: Surroundings, after: ModelStop): Verdict | undefined {
  if (after.kind === 'batchNorm') {
    const moments = isRectified(before) ? reluOfStandardNormal : standardNormal;
    const size = formatShare(batchNormOutputDeviation({ ...moments, rate }));
    return ['harm', `Before BatchNorm: its outputs shrink to ${size} at inference.`];
  }
  if (after.kind === 'maxPool') {
    return [
      'harm',
      'Before max pooling: the maximum over rescaled survivors is too high on average.',
    ];
  }
  if (after.kind !== 'activation') return undefined;
  if (/softmax/i.test(after.title)) {
    return ['harm', 'Before softmax: a dropped 0 still gets a share of the probability.'];
  }
  if (/sigmoid/i.test(after.title)) return ['harm', 'Before a sigmoid: a dropped 0 becomes 0.5.'];
  if (/softplus/i.test(after.title)) return ['harm', 'Before softplus: a dropped 0 becomes 0.693.'];
  if (isRectified(after)) {
    return ['same', 'Before a ReLU: the same numbers as behind it, since the two commute.'];
  }
  return ['careful', 'Before the activation: behind it is the usual place.'];
}

function byProducer({ earlier, after, later, rate }: Surroundings, before: ModelStop): Verdict {
  const maps = before.kind === 'convolution' || earlier?.kind === 'convolution';
  if (maps && after?.kind !== 'reshape') {
    return [
      'careful',
      'On feature maps: drop whole channels, since single values leak through their neighbours.',
    ];
  }
  if (after?.kind === 'linear' && later?.kind === 'batchNorm') {
    return [
      'careful',
      'A BatchNorm follows behind the next layer, so part of the shift reaches it.',
    ];
  }
  if (before.kind === 'batchNorm')
    return ['good', 'Behind BatchNorm, which has learnt its statistics without dropout.'];
  if (before.kind === 'activation')
    return [
      'good',
      `Behind the activation of a hidden layer: ${formatShare(rate)} of its units are missing in each pass.`,
    ];
  const good = goodBehind[before.kind];
  if (good) return ['good', good];
  return ['careful', 'Possible; behind an activation is the usual place.'];
}

const goodBehind: Readonly<Record<string, string>> = {
  embedding: 'Behind the embedding: single numbers of each word’s vector are missing.',
  attention: 'Behind the attention, before the residual is added.',
  recurrent: 'Between recurrent layers: the way through time stays whole.',
  transformer: 'Behind a block, before the next one.',
  layerNorm: 'Behind layer normalisation, which keeps no running statistics.',
  reshape: 'Before the fully connected part.',
  graphConvolution: 'Behind a graph layer, on the features of the nodes.',
  averagePool: 'Behind pooling, before the last linear layer.',
};

function isRectified(stop: ModelStop | undefined): boolean {
  return /relu/i.test(stop?.title ?? '') && !/gelu/i.test(stop?.title ?? '');
}
