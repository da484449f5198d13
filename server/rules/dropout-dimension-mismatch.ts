import type { Call, FileModel } from '../model/model';
import { shapeOf, type Shape } from '../model/walks/ranks';
import type { ActiveDropout } from './active-dropouts';
import { activeDropouts } from './active-dropouts';
import { judge, type Mismatch } from './dimensions';
import { dropsSomethingElse } from './rates';
import { lastNameOf } from './reorder';
import { defineRule } from './rule';

interface Data {
  readonly dropout: ActiveDropout;
  readonly shape: Shape;
  readonly mismatch: Mismatch;
  /** Every use of the layer has the same fault, so the layer itself may be changed. */
  readonly throughout: boolean;
}

export default defineRule<Data, Record<string, never>>({
  id: 'dropout-dimension-mismatch',
  summary: 'The kind of dropout does not fit the rank or layout of its input',
  group: 'placement',
  severity: 'warning',
  fixClass: 'S or G',
  *check(file) {
    for (const found of findAll(file)) {
      const { dropout, shape, throughout } = found;
      yield {
        span: throughout ? dropout.call.span : dropout.step.span,
        data: found,
        related: [
          { span: shape.source.step.span, message: `Its output has ${shape.rank} dimensions.` },
        ],
      };
    }
  },
  message: ({ data: { dropout, shape, mismatch } }) =>
    `${dropout.call.written} gets ${describe(shape)}: ${mismatch.consequence}.`,
  fix: ({ data: { dropout, mismatch, throughout } }, file) => {
    const name = throughout ? lastNameOf(dropout.call.callee, file) : undefined;
    if (!name || !mismatch.instead) return undefined;
    const written = nameFor(dropout.call, mismatch.instead);
    return {
      title: `Use ${written}${mismatch.isSameMask ? '' : ' (changes training)'}`,
      safe: mismatch.isSameMask,
      edits: [{ span: name, text: written }],
    };
  },
});

function* findAll(file: FileModel): Iterable<Data> {
  const all = activeDropouts(file).flatMap((dropout) => {
    if (dropout.call.fact.variant !== 'channel' || dropsSomethingElse(dropout.layer.name))
      return [];
    const shape = shapeOf(dropout.model, dropout.step.inputs[0]);
    return [{ dropout, shape, mismatch: shape && judge(dropout.call, shape) }];
  });
  for (const { dropout, shape, mismatch } of all) {
    if (!shape || !mismatch) continue;
    const others = all.filter((one) => one.dropout.call.span.start === dropout.call.span.start);
    const throughout = others.every((one) => one.mismatch?.instead === mismatch.instead);
    yield { dropout, shape, mismatch, throughout };
  }
}

function describe({ rank, layout, source }: Shape): string {
  const from = source.layer.call?.written;
  const order = layout === 'channels first' || rank === 2 ? '' : ' with the channels last';
  return `a ${rank}-dimensional tensor${rank === 3 ? order : ''}${from ? ` (from ${from})` : ''}`;
}

/** `Dropout1d` as a layer, `dropout1d` as a function. */
function nameFor(call: Call, layer: string): string {
  return call.fact.form === 'module' ? layer : layer.toLowerCase();
}
