import { reluOfStandardNormal, runningVarianceExcess, standardNormal } from '../../engine';
import type { LayerKind } from '../model/fact';
import type { Edit, RelatedPlace } from '../model/finding';
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
import { farEdge, wayAhead } from '../model/walks/submodules';
import type { ActiveDropout } from './active-dropouts';
import {
  activeDropouts,
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
  /** What is underlined: the dropout, or the BatchNorm where the dropout ends a module of another file. */
  readonly here: Placed;
  readonly rate: number | undefined;
  readonly severity: 'warning' | 'information';
  /** BatchNorm as it is written. */
  readonly norm: string;
  /** The module of another file that the other of the two stands in. */
  readonly module?: { readonly name: string; readonly end: 'ends' | 'begins' };
  /** The layer with weights that stands between, as it is written. */
  readonly weights: string | undefined;
  /** Whether values reach BatchNorm as a ReLU leaves them. */
  readonly isRelu: boolean;
  readonly related: RelatedPlace;
  readonly swap: () => readonly Edit[] | undefined;
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
    for (const data of [...nearPairs(file), ...farNorms(file), ...farDropouts(file)]) {
      const { here, severity, related } = data;
      yield { span: here.step.span, data, severity, related: [related] };
    }
  },
  message: ({ data: { rate, norm, module, weights, isRelu } }) => {
    const way = weights ? ` through ${weights}` : '';
    const begun = module?.end === 'begins' ? `, with which ${module.name} begins` : '';
    const ended = module?.end === 'ends' ? `, with which ${module.name} ends,` : '';
    if (rate === undefined) {
      return `Dropout${ended} feeds ${norm}${begun}${way}: it learns a larger variance than it meets in evaluation.`;
    }
    const excess = runningVarianceExcess({
      ...(isRelu ? reluOfStandardNormal : standardNormal),
      rate,
    });
    const input = isRelu ? 'after ReLU' : 'for centred input';
    const about = weights ? 'up to about ' : '';
    return (
      `${percent(rate)} dropout${ended} feeds ${norm}${begun}${way}: the variance it learns is ` +
      `${about}${trimmed(excess, 2)} times the one in evaluation (${input}).`
    );
  },
  fix: ({ data: { swap } }) => {
    const edits = swap();
    const title =
      'Put BatchNorm before the dropout (changes training and may change the names of saved weights)';
    return edits && { title, safe: false, edits };
  },
});

function* nearPairs(file: FileModel): Iterable<Data> {
  for (const model of file.models) {
    for (const norm of placedSteps(model).filter((one) => isUsed(model, one))) {
      const direct = wayBack(model, norm.step.inputs[0], PASSING);
      const weights =
        direct && WEIGHTS.has(direct.producer.layer.kind) ? direct.producer : undefined;
      const way = weights ? wayBack(model, weights.step.inputs[0], PASSING) : direct;
      const dropout = asActiveDropout(model, way?.producer);
      if (!way || !dropout || !isOrdinary(dropout)) continue;
      if (areExclusive(guardsOf(dropout), guardsOf(norm))) continue;
      const isNext = !weights && way.between.length === 0;
      yield {
        here: dropout,
        rate: shownRate(dropout),
        severity: severityOf(dropout, weights === undefined),
        norm: norm.layer.call?.written ?? 'BatchNorm',
        weights: weights && (weights.layer.call?.written ?? 'a layer'),
        isRelu: producesRelu(dropout, way.between),
        related: { span: norm.step.span, message: LEARNS },
        swap: () => (isNext ? swapEdits(file, model, dropout, norm) : undefined),
      };
    }
  }
}

/** A dropout in front of a module of another file that begins with BatchNorm. */
function* farNorms(file: FileModel): Iterable<Data> {
  for (const dropout of activeDropouts(file).filter(isOrdinary)) {
    const consumer = wayAhead(dropout.model, dropout, PASSING);
    const far = consumer && farEdge(file, consumer.layer, 'first');
    if (far?.edge.layer !== 'batchNorm') continue;
    if (areExclusive(guardsOf(dropout), guardsOf(consumer!))) continue;
    yield {
      here: dropout,
      rate: shownRate(dropout),
      severity: severityOf(dropout, true),
      norm: far.edge.written,
      module: { name: far.module, end: 'begins' },
      weights: undefined,
      isRelu: producesRelu(dropout, []),
      related: { ...far.place, message: LEARNS },
      swap: () => undefined,
    };
  }
}

/** A BatchNorm behind a module of another file that ends in dropout. */
function* farDropouts(file: FileModel): Iterable<Data> {
  for (const model of file.models) {
    for (const norm of placedSteps(model).filter((one) => isUsed(model, one))) {
      const way = wayBack(model, norm.step.inputs[0], PASSING);
      const far = way && farEdge(file, way.producer.layer, 'last');
      const { layer, variant, rate } = far?.edge ?? {};
      if (!far || layer !== 'dropout' || rate === 0 || !/^(element|channel)$/.test(variant ?? ''))
        continue;
      yield {
        here: norm,
        rate,
        severity: variant === 'element' && rate !== undefined ? 'warning' : 'information',
        norm: norm.layer.call?.written ?? 'BatchNorm',
        module: { name: far.module, end: 'ends' },
        weights: undefined,
        isRelu: false,
        related: { ...far.place, message: 'This dropout inflates the variance.' },
        swap: () => undefined,
      };
    }
  }
}

const LEARNS = 'This BatchNorm learns the variance.';

function severityOf(dropout: ActiveDropout, isDirect: boolean): 'warning' | 'information' {
  const severity = severityFor(
    isDirect && isElementwise(dropout) ? 'warning' : 'information',
    dropout,
  );
  return severity === 'warning' ? 'warning' : 'information';
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
