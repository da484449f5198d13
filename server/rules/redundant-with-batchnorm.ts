import type { LayerKind } from '../model/fact';
import type { FileModel } from '../model/model';
import { wordsOf } from '../model/walks/intent';
import { isReturned, onlyConsumerOf, ownerName, wayBack, type Placed } from '../model/walks/steps';
import type { ActiveDropout } from './active-dropouts';
import { activeDropouts, isElementwise } from './active-dropouts';
import { isHead } from './heads';
import { defineRule } from './rule';
import { percent } from './wording';

interface Data {
  readonly dropout: ActiveDropout;
  readonly norm: Placed;
  readonly convolution: Placed;
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
      const related = [{ span: found.norm.step.span, message: 'The BatchNorm of the same block.' }];
      yield { span: dropout.step.span, data: found, related };
    }
  },
  message: ({ data: { dropout, norm } }) =>
    `${percent(dropout.rate.certain ?? 0)} dropout in a convolutional block that ` +
    `${norm.layer.call?.written ?? 'BatchNorm'} regularises already: compare with and without it.`,
});

function findAt(dropout: ActiveDropout, file: FileModel): Data | undefined {
  const { model } = dropout;
  if (!isElementwise(dropout) || dropout.rate.certain === undefined) return undefined;
  const back = wayBack(model, dropout.step.inputs[0], WITHIN_BLOCK);
  if (back?.producer.layer.kind !== 'convolution') return undefined;
  const ahead = blockBehind(dropout);
  const norm = [...back.between, ...ahead.between].find(({ layer }) => layer.kind === 'batchNorm');
  const { next } = ahead;
  // In front of flattening, a linear layer or the last convolution the block is part of the head, where the two go well together.
  const isInside =
    next?.layer.kind === 'convolution' &&
    !(isReturned(model, next.index) && isHead(next, model, file));
  return norm && isInside ? { dropout, norm, convolution: back.producer } : undefined;
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
