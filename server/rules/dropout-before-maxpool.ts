import { maxPoolInflation } from '../../engine';
import type { LayerKind } from '../model/fact';
import type { Call, FileModel } from '../model/model';
import { constantOf } from '../model/walks/constants';
import { areExclusive, guardsOf, placedSteps, wayBack, type Placed } from '../model/walks/steps';
import type { ActiveDropout } from './active-dropouts';
import { asActiveDropout, isElementwise, shownRate } from './active-dropouts';
import { swapEdits } from './reorder';
import { defineRule } from './rule';
import { percent, trimmed } from './wording';

interface Data {
  readonly dropout: ActiveDropout;
  readonly pool: Placed;
  readonly call: Call;
  readonly isNext: boolean;
}

const PASSING: ReadonlySet<LayerKind> = new Set<LayerKind>(['activation', 'identity']);

export default defineRule<Data, Record<string, never>>({
  id: 'dropout-before-maxpool',
  summary: 'Max pooling over rescaled survivors is biased upwards in training',
  group: 'placement',
  severity: 'information',
  fixClass: 'G',
  *check(file) {
    for (const found of findAll(file)) {
      const related = [{ span: found.pool.step.span, message: 'The max pooling.' }];
      yield { span: found.dropout.step.span, data: found, related };
    }
  },
  message: ({ data: { dropout, call } }) => {
    const rate = shownRate(dropout);
    const values = valuesPooled(call);
    const by =
      rate !== undefined && values !== undefined
        ? `${trimmed(maxPoolInflation(values, rate), 2)} times too large at ${percent(rate)} (after ReLU)`
        : 'too large';
    return `Dropout before ${call.written}: the maximum of the rescaled survivors is ${by} in training.`;
  },
  fix: ({ data: { dropout, pool, isNext } }, file) => {
    const edits = isNext ? swapEdits(file, dropout.model, dropout, pool) : undefined;
    return edits && { title: 'Drop after the pooling (changes training)', safe: false, edits };
  },
});

function* findAll(file: FileModel): Iterable<Data> {
  for (const model of file.models) {
    for (const pool of placedSteps(model)) {
      const { call } = pool.layer;
      if (call?.fact.kind !== 'maxPool') continue;
      const way = wayBack(model, pool.step.inputs[0], PASSING);
      const dropout = asActiveDropout(model, way?.producer);
      if (!way || !dropout || !isElementwise(dropout)) continue;
      if (areExclusive(guardsOf(dropout), guardsOf(pool))) continue;
      yield { dropout, pool, call, isNext: way.between.length === 0 };
    }
  }
}

/** How many values compete in one window, where the size of the kernel is written. */
function valuesPooled(call: Call): number | undefined {
  const dimensions = Number(/(\d)d$/i.exec(call.fact.names[0] ?? '')?.[1]);
  const kernel = call.args['kernel_size'] ?? call.args['pool_size'];
  if (!kernel || !dimensions) return undefined;
  const { value } = kernel;
  const sides =
    value.kind === 'container' && value.complete
      ? value.items.map((item) => constantOf(item.value))
      : Array.from({ length: dimensions }, () => kernel.constant);
  return sides.reduce<number | undefined>(
    (product, side) =>
      product === undefined || typeof side !== 'number' ? undefined : product * side,
    1,
  );
}
