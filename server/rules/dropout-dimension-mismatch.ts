import type { Call, FileModel } from '../model/model';
import type { Span } from '../model/span';
import { shapeOf, type Shape } from '../model/walks/ranks';
import type { ActiveDropout } from './active-dropouts';
import { activeDropouts } from './active-dropouts';
import { judge, type Mismatch } from './dimensions';
import { dropsSomethingElse } from './rates';
import { lastNameOf } from './reorder';
import { defineRule } from './rule';

type Data = Misfit | { readonly call: Call; readonly size: BatchSize };

/** A dropout on a tensor that it is not made for. */
interface Misfit {
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
        severity: found.mismatch.raises ? 'error' : undefined,
        related: [
          { span: shape.source.step.span, message: `Its output has ${shape.rank} dimensions.` },
        ],
      };
    }
    for (const call of file.calls) {
      const size = fixedBatch(call);
      if (size) yield { span: size.span, data: { call, size } };
    }
  },
  message: ({ data }) => {
    if ('size' in data)
      return `${data.size.name} of ${data.call.written} fixes the batch size at ${data.size.batch}: a smaller last batch raises an error.`;
    const { dropout, shape, mismatch } = data;
    return `${dropout.call.written} gets ${describe(shape)}: ${mismatch.consequence}.`;
  },
  fix: ({ data }, file) => {
    if ('size' in data) {
      const edits = [{ span: data.size.span, text: 'None' }];
      return { title: 'Leave the batch size open', safe: true, edits };
    }
    const { dropout, mismatch, throughout } = data;
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

/** The number of examples in the shape of a mask. */
interface BatchSize {
  readonly name: string;
  readonly batch: number;
  readonly span: Span;
}

function fixedBatch({ fact, args }: Call): BatchSize | undefined {
  const shape = fact.maskShape === undefined ? undefined : args[fact.maskShape];
  const written = /^([([]\s*)(\d+)/.exec(shape?.text ?? '');
  const batch = Number(written?.[2]);
  if (!shape || !written || !(batch > 1)) return undefined;
  const start = shape.span.start + written[1]!.length;
  return { name: shape.name, batch, span: { start, end: start + written[2]!.length } };
}

function* findAll(file: FileModel): Iterable<Misfit> {
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
