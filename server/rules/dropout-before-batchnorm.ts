import { reluOfStandardNormal, runningVarianceExcess, standardNormal } from '../../engine';
import type { LayerKind } from '../model/fact';
import type { Call, FileModel, Model } from '../model/model';
import {
  areExclusive,
  consumersOf,
  guardsOf,
  isReturned,
  placedSteps,
  wayBack,
  type Placed,
} from '../model/walks/steps';
import type { ActiveDropout } from './active-dropouts';
import {
  asActiveDropout,
  isElementwise,
  isOrdinary,
  severityFor,
  shownRate,
} from './active-dropouts';
import { swapEdits } from './reorder';
import { defineRule } from './rule';
import { percent, trimmed } from './wording';

interface Data {
  readonly dropout: ActiveDropout;
  readonly norm: Placed;
  /** The layer with weights that stands between. */
  readonly weights: Placed | undefined;
  /** What stands between the dropout and those weights, or BatchNorm itself. */
  readonly between: readonly Placed[];
}

/** What passes the inflated variance on. */
const PASSING: ReadonlySet<LayerKind> = new Set<LayerKind>([
  'activation',
  'maxPool',
  'averagePool',
  'reshape',
  'identity',
  'upsample',
]);
const WEIGHTS: ReadonlySet<LayerKind> = new Set<LayerKind>(['linear', 'convolution']);

export default defineRule<Data, Record<string, never>>({
  id: 'dropout-before-batchnorm',
  summary: 'Dropout feeds a BatchNorm, which learns the inflated training variance',
  group: 'placement',
  severity: 'warning',
  fixClass: 'G',
  *check(file) {
    for (const found of findAll(file)) {
      const { dropout, norm, weights } = found;
      const mild = weights !== undefined || !isElementwise(dropout);
      yield {
        span: dropout.step.span,
        data: found,
        severity: severityFor(mild ? 'information' : 'warning', dropout),
        related: [{ span: norm.step.span, message: 'This BatchNorm learns the variance.' }],
      };
    }
  },
  message: ({ data: { dropout, norm, weights, between } }) => {
    const rate = shownRate(dropout);
    const name = norm.layer.call?.written ?? 'BatchNorm';
    const way = weights ? ` through ${weights.layer.call?.written ?? 'a layer'}` : '';
    if (rate === undefined) {
      return `Dropout feeds ${name}${way}: it learns a larger variance than it meets in evaluation.`;
    }
    const isRelu = producesRelu(dropout, between);
    const excess = runningVarianceExcess({
      ...(isRelu ? reluOfStandardNormal : standardNormal),
      rate,
    });
    const input = isRelu ? 'after ReLU' : 'for centred input';
    const about = weights ? 'up to about ' : '';
    return (
      `${percent(rate)} dropout feeds ${name}${way}: the variance it learns is ` +
      `${about}${trimmed(excess, 2)} times the one in evaluation (${input}).`
    );
  },
  fix: ({ data: { dropout, norm, weights, between } }, file) => {
    const edits =
      weights || between.length > 0 ? undefined : swapEdits(file, dropout.model, dropout, norm);
    const title =
      'Put BatchNorm before the dropout (changes training and may change the names of saved weights)';
    return edits && { title, safe: false, edits };
  },
});

function* findAll(file: FileModel): Iterable<Data> {
  for (const model of file.models) {
    for (const norm of placedSteps(model).filter((one) => isUsed(model, one))) {
      const direct = wayBack(model, norm.step.inputs[0], PASSING);
      const weights =
        direct && WEIGHTS.has(direct.producer.layer.kind) ? direct.producer : undefined;
      const way = weights ? wayBack(model, weights.step.inputs[0], PASSING) : direct;
      const dropout = asActiveDropout(model, way?.producer);
      if (
        !way ||
        !dropout ||
        !isOrdinary(dropout) ||
        areExclusive(guardsOf(dropout), guardsOf(norm))
      )
        continue;
      yield { dropout, norm, weights, between: way.between };
    }
  }
}

/** A BatchNorm that learns statistics and whose output goes anywhere. */
function isUsed(model: Model, { index, layer, step }: Placed): boolean {
  const goesOn = consumersOf(model, index).length > 0 || isReturned(model, index);
  return goesOn && step.mode !== 'off' && keepsStatistics(layer.call);
}

function keepsStatistics(call: Call | undefined): boolean {
  if (call?.fact.kind !== 'batchNorm' || call.fact.form !== 'module' || call.open) return false;
  const tracking = call.args['track_running_stats'];
  if (call.surplus.some(({ name, constant }) => name === 'trainable' && constant === false)) {
    return false;
  }
  return tracking === undefined || tracking.constant === true;
}

/** Whether values reach BatchNorm as a ReLU leaves them: in front of the dropout or behind it. */
function producesRelu(dropout: ActiveDropout, between: readonly Placed[]): boolean {
  const before = wayBack(
    dropout.model,
    dropout.step.inputs[0],
    new Set<LayerKind>(['identity', 'reshape']),
  );
  const names = [before?.producer, ...between].map((one) => one?.layer.call?.fact.activation);
  return names.includes('relu');
}
