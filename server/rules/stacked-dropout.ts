import { stackedRate, stackedScale } from '../../engine';
import type { RelatedPlace } from '../model/finding';
import type { FileModel } from '../model/model';
import {
  areExclusive,
  guardsOf,
  outputOf,
  SHAPE_ONLY,
  wayBack,
  type Placed,
} from '../model/walks/steps';
import { farEdge, wayAhead, type FarEdge } from '../model/walks/submodules';
import type { ActiveDropout } from './active-dropouts';
import { activeDropouts, asActiveDropout, severityFor, shownRate } from './active-dropouts';
import { removalEdits } from './reorder';
import { defineRule } from './rule';
import { percent, trimmed } from './wording';

interface Data {
  readonly first: Masking;
  readonly second: Masking;
  /** The one of the two that stands in this file; where both do, the second. */
  readonly here: ActiveDropout;
  /** The other one, where it stands inside a module. */
  readonly inside: { readonly module: string; readonly end: 'ends' | 'begins' } | undefined;
  readonly related: RelatedPlace;
  /** The step before a second dropout of this file, for the fix. */
  readonly before: Placed | undefined;
}

/** A dropout, as far as its mask is concerned. */
interface Masking {
  readonly variant: string | undefined;
  readonly rate: number | undefined;
  readonly certain: boolean;
}

export default defineRule<Data, Record<string, never>>({
  id: 'stacked-dropout',
  summary: 'Two dropouts on the same tensor',
  group: 'placement',
  severity: 'warning',
  fixClass: 'G',
  *check(file) {
    for (const found of [...nearPairs(file), ...farPairs(file)]) {
      const { first, second, here, inside, related } = found;
      const isMixed = first.variant !== second.variant;
      const mild = isMixed || (inside !== undefined && !first.certain);
      const severity = mild ? 'information' : severityFor('warning', here);
      const isKnown = first.rate !== undefined && second.rate !== undefined;
      yield {
        span: here.step.span,
        data: found,
        severity: isKnown ? severity : 'information',
        related: [related],
      };
    }
  },
  message: ({ data: { first, second, inside } }) => {
    const place = inside
      ? `${inside.module} already ${inside.end === 'ends' ? 'ends in' : 'begins with'} dropout`
      : 'The input is already dropped out';
    const [one, other] = [first.rate, second.rate];
    if (one === undefined || other === undefined) return `${place}: the rates add up.`;
    return (
      `${place}: together ${percent(stackedRate([one, other]))} are dropped and the rest is ` +
      `multiplied by ${trimmed(stackedScale([one, other]), 2)}.`
    );
  },
  fix: ({ data: { here, before } }, file) => {
    const edits = before && removalEdits(file, before, here);
    return edits && { title: 'Remove the second dropout (changes training)', safe: false, edits };
  },
});

function* nearPairs(file: FileModel): Iterable<Data> {
  for (const second of activeDropouts(file)) {
    const way = masks(second.call.fact.variant) ? wayTo(second) : undefined;
    if (!way) continue;
    const { producer } = way;
    const inner = outputOf(file, producer.layer, SHAPE_ONLY);
    const first = inner
      ? asActiveDropout(inner.model, inner.placed)
      : asActiveDropout(second.model, producer);
    if (!first || !masks(first.call.fact.variant)) continue;
    if (areExclusive(guardsOf(first), guardsOf(second))) continue;
    yield {
      first: asMasking(first),
      second: asMasking(second),
      here: second,
      inside: inner && { module: producer.layer.class ?? '', end: 'ends' },
      related: { span: first.step.span, message: 'The first dropout.' },
      before: first,
    };
  }
}

/** Pairs of which one stands at the end or the beginning of a module of another file. */
function* farPairs(file: FileModel): Iterable<Data> {
  for (const here of activeDropouts(file)) {
    if (!masks(here.call.fact.variant)) continue;
    const producer = wayTo(here)?.producer;
    const last = producer && farDropout(file, producer, 'last');
    if (last) yield pairWith(last, here, 'ends', producer);
    const consumer = wayAhead(here.model, here, SHAPE_ONLY);
    const first = consumer && farDropout(file, consumer, 'first');
    if (first && !areExclusive(guardsOf(consumer), guardsOf(here))) {
      yield pairWith(first, here, 'begins', undefined);
    }
  }
}

function pairWith(
  far: FarEdge,
  here: ActiveDropout,
  end: 'ends' | 'begins',
  before: Placed | undefined,
): Data {
  const { variant, rate, likely } = far.edge;
  const other = { variant, rate, certain: likely !== true };
  const own = asMasking(here);
  const [first, second] = end === 'ends' ? [other, own] : [own, other];
  const message = end === 'ends' ? 'The first dropout.' : 'The second dropout.';
  return {
    ...{ first, second, here, before },
    inside: { module: far.module, end },
    related: { ...far.place, message },
  };
}

function farDropout(file: FileModel, { layer }: Placed, which: 'first' | 'last') {
  const far = farEdge(file, layer, which);
  const isActive = far?.edge.layer === 'dropout' && far.edge.rate !== 0;
  return isActive && masks(far.edge.variant) ? far : undefined;
}

/** The certain way back from a dropout that alone takes what it is given. */
function wayTo({ model, step }: ActiveDropout) {
  return step.inputs[0]?.length === 1 ? wayBack(model, step.inputs[0], SHAPE_ONLY) : undefined;
}

function asMasking(dropout: ActiveDropout): Masking {
  const { variant } = dropout.call.fact;
  const certain = dropout.rate.certain !== undefined;
  return { variant, rate: shownRate(dropout), certain };
}

/** Masks numbers or channels: paths, blocks and attention weights are other units. */
function masks(variant: string | undefined): boolean {
  return /^(element|channel|alpha|channelAlpha|locked)$/.test(variant ?? '');
}
