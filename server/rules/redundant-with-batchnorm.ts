import type { LayerKind } from '../model/fact';
import type { RelatedPlace } from '../model/finding';
import type { FileModel, Model } from '../model/model';
import { wordsOf } from '../model/walks/intent';
import { isReturned, onlyConsumerOf, ownerName, wayBack, type Placed } from '../model/walks/steps';
import { farClass, farEdge } from '../model/walks/submodules';
import type { ActiveDropout } from './active-dropouts';
import { activeDropouts, isElementwise } from './active-dropouts';
import { isHead } from './heads';
import { defineRule } from './rule';
import { percent } from './wording';

interface Data {
  readonly dropout: ActiveDropout;
  /** The BatchNorm, or the block of another file that holds it, as it is written. */
  readonly norm: string;
  readonly place: RelatedPlace;
}

const WITHIN_BLOCK: ReadonlySet<LayerKind> = new Set<LayerKind>([
  'activation',
  'maxPool',
  'averagePool',
  'batchNorm',
  'identity',
]);

export default defineRule<Data, Record<string, never>>({
  id: 'redundant-with-batchnorm',
  summary: 'A convolutional block is regularised by both BatchNorm and dropout',
  group: 'placement',
  severity: 'information',
  fixClass: '-',
  *check(file) {
    if (/eeg/i.test(file.uri) || /\b(eeg|mne|braindecode)\b/i.test(file.text)) return;
    for (const dropout of activeDropouts(file)) {
      if (isPublished(ownerName(file, dropout.model))) continue;
      const found = findAt(dropout, file);
      if (!found) continue;
      yield { span: dropout.step.span, data: found, related: [found.place] };
    }
  },
  message: ({ data: { dropout, norm } }) =>
    `${percent(dropout.rate.certain ?? 0)} dropout in a convolutional block that ` +
    `${norm} regularises already: compare with and without it.`,
});

function findAt(dropout: ActiveDropout, file: FileModel): Data | undefined {
  const { model } = dropout;
  if (!isElementwise(dropout) || dropout.rate.certain === undefined) return undefined;
  const back = wayBack(model, dropout.step.inputs[0], WITHIN_BLOCK);
  const ahead = blockBehind(dropout);
  // In front of flattening, a linear layer or the last convolution the block is part of the head, where the two go well together.
  if (!back || !ahead.next || !isInside(ahead.next, model, file)) return undefined;
  const { producer } = back;
  const message = 'The BatchNorm of the same block.';
  const norm = [...back.between, ...ahead.between].find(({ layer }) => layer.kind === 'batchNorm');
  if (norm && (producer.layer.kind === 'convolution' || isFarConvolution(producer, file))) {
    const written = norm.layer.call?.written ?? 'BatchNorm';
    return { dropout, norm: written, place: { span: norm.step.span, message } };
  }
  const far = isFarConvolution(producer, file) ? farEdge(file, producer.layer, 'last') : undefined;
  if (!far || !(far.edge.layer === 'batchNorm' || isNormalised(producer, file))) return undefined;
  return { dropout, norm: far.module, place: { ...far.place, message } };
}

function isInside(next: Placed, model: Model, file: FileModel): boolean {
  if (isFarConvolution(next, file)) return true;
  return (
    next.layer.kind === 'convolution' &&
    !(isReturned(model, next.index) && isHead(next, model, file))
  );
}

/** A block of another file that convolves and has no dropout of its own. */
function isFarConvolution({ layer }: Placed, file: FileModel): boolean {
  const acts = farClass(file, layer)?.acts;
  return acts?.convolution === true && !acts.dropout;
}

/** Its block normalises and ends in an activation. */
function isNormalised({ layer }: Placed, file: FileModel): boolean {
  const block = farClass(file, layer);
  return block?.acts.batchNorm === true && block.last?.activation === true;
}

/** What follows in the block, and the first step behind it. */
function blockBehind(dropout: ActiveDropout): { between: readonly Placed[]; next?: Placed } {
  const between: Placed[] = [];
  let next = onlyConsumerOf(dropout.model, dropout.index);
  while (next && WITHIN_BLOCK.has(next.layer.kind) && between.length < 20) {
    between.push(next);
    next = onlyConsumerOf(dropout.model, next.index);
  }
  return { between, next };
}

/** Families that publish both on purpose. */
function isPublished(name: string): boolean {
  return wordsOf(name).some((word) =>
    /^(wide|wrn|wideresnet|eeg|eegnet|dense|densenet)/.test(word),
  );
}
