import type { LayerKind } from '../model/fact';
import { wordsOf } from '../model/walks/intent';
import { consumersOf, ownerName, wayBack } from '../model/walks/steps';
import type { ActiveDropout } from './active-dropouts';
import { activeDropouts, isElementwise } from './active-dropouts';
import { lastNameOf } from './reorder';
import { defineRule } from './rule';

interface Data {
  readonly dropout: ActiveDropout;
  /** The dropout that drops whole maps of this rank. */
  readonly instead: string;
}

const KEEPING_MAPS: ReadonlySet<LayerKind> = new Set<LayerKind>([
  'activation',
  'batchNorm',
  'layerNorm',
  'maxPool',
  'identity',
]);

export default defineRule<Data, Record<string, never>>({
  id: 'elementwise-dropout-on-feature-maps',
  summary: 'Element-wise dropout on convolutional maps, whose neighbours are correlated',
  group: 'placement',
  severity: 'off',
  fixClass: 'G',
  *check(file) {
    for (const dropout of activeDropouts(file)) {
      const { model } = dropout;
      if (!isElementwise(dropout) || isSegmentation(ownerName(file, model)) || isFlattened(dropout))
        continue;
      const way = wayBack(model, dropout.step.inputs[0], KEEPING_MAPS);
      const rank =
        way?.producer.layer.kind === 'convolution' && way.producer.layer.call?.fact.outputRank;
      if (rank !== 4 && rank !== 5) continue;
      const related = [{ span: way!.producer.step.span, message: 'The convolution.' }];
      const { ofMaps = ['Dropout2d', 'Dropout3d'] } = dropout.call.fact;
      const instead = ofMaps[rank - 4]!;
      yield { span: dropout.step.span, data: { dropout, instead }, related };
    }
  },
  message: ({ data: { dropout, instead } }) =>
    `${dropout.call.written} drops single pixels, which their neighbours can stand in for; ` +
    `${instead} drops whole feature maps.`,
  fix: ({ data: { dropout, instead } }, file) => {
    const name = lastNameOf(dropout.call.callee, file);
    const text = dropout.call.fact.form === 'module' ? instead : instead.toLowerCase();
    return (
      name && {
        title: `Use ${text} (changes training)`,
        safe: false,
        edits: [{ span: name, text }],
      }
    );
  },
});

/** In front of flattening it regularises the linear layer behind. */
function isFlattened({ model, index }: ActiveDropout): boolean {
  return consumersOf(model, index).some(({ layer }) =>
    /^(reshape|linear|averagePool)$/.test(layer.kind),
  );
}

function isSegmentation(name: string): boolean {
  return wordsOf(name).some((word) =>
    /^(unet|u|deeplab|deep|aspp|fcn|seg|segmentation|segmenter|wide|wrn)/.test(word),
  );
}
