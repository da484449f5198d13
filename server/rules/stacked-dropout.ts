import { stackedRate, stackedScale } from '../../engine';
import type { FileModel } from '../model/model';
import {
  areExclusive,
  guardsOf,
  outputOf,
  SHAPE_ONLY,
  wayBack,
  type Placed,
} from '../model/walks/steps';
import type { ActiveDropout } from './active-dropouts';
import { activeDropouts, asActiveDropout, severityFor, shownRate } from './active-dropouts';
import { removalEdits } from './reorder';
import { defineRule } from './rule';
import { percent, trimmed } from './wording';

interface Data {
  readonly first: ActiveDropout;
  readonly second: ActiveDropout;
  /** The module of the file's own that ends in the first one. */
  readonly inside: Placed | undefined;
}

export default defineRule<Data, Record<string, never>>({
  id: 'stacked-dropout',
  summary: 'Two dropouts on the same tensor',
  group: 'placement',
  severity: 'warning',
  fixClass: 'G',
  *check(file) {
    for (const found of findAll(file)) {
      const { first, second, inside } = found;
      const isMixed = first.call.fact.variant !== second.call.fact.variant;
      const mild = isMixed || (inside !== undefined && first.rate.certain === undefined);
      const severity = mild ? 'information' : severityFor('warning', first);
      yield {
        span: second.step.span,
        data: found,
        severity: severity === 'warning' ? severityFor('warning', second) : severity,
        related: [{ span: first.step.span, message: 'The first dropout.' }],
      };
    }
  },
  message: ({ data: { first, second, inside } }) => {
    const place = inside
      ? `${inside.layer.class} already ends in dropout`
      : 'The input is already dropped out';
    const rates = [shownRate(first), shownRate(second)];
    const [one, other] = rates;
    if (one === undefined || other === undefined) return `${place}: the rates add up.`;
    return (
      `${place}: together ${percent(stackedRate([one, other]))} are dropped and the rest is ` +
      `multiplied by ${trimmed(stackedScale([one, other]), 2)}.`
    );
  },
  fix: ({ data: { first, second } }, file) => {
    const edits = removalEdits(file, first, second);
    return edits && { title: 'Remove the second dropout (changes training)', safe: false, edits };
  },
});

function* findAll(file: FileModel): Iterable<Data> {
  for (const second of activeDropouts(file)) {
    if (!masks(second)) continue;
    const way = wayBack(second.model, second.step.inputs[0], SHAPE_ONLY);
    if (!way || second.step.inputs[0]!.length !== 1) continue;
    const { producer } = way;
    const inner = outputOf(file, producer.layer, SHAPE_ONLY);
    const first = inner
      ? asActiveDropout(inner.model, inner.placed)
      : asActiveDropout(second.model, producer);
    if (!first || !masks(first) || areExclusive(guardsOf(first), guardsOf(second))) continue;
    yield { first, second, inside: inner && producer };
  }
}

/** Masks numbers or channels: paths, blocks and attention weights are other units. */
function masks({ call }: ActiveDropout): boolean {
  return /^(element|channel|alpha|channelAlpha|locked)$/.test(call.fact.variant ?? '');
}
