import type { Arg, Call, CallContext, FileModel } from '../model/model';
import type { Span } from '../model/span';
import { isDropoutLayer, layersOf } from '../model/walks/layers';
import { functionAt } from '../model/walks/places';
import { consumersOf, isReturned, placedSteps } from '../model/walks/steps';
import { defineRule, type Found } from './rule';

interface Data {
  readonly written: string;
  readonly input?: Arg;
  readonly span: Span;
  readonly context: CallContext;
  /** The name that the result is given and that nothing reads. */
  readonly target?: string;
}

export default defineRule<Data, Record<string, never>>({
  id: 'discarded-dropout-result',
  summary: 'The result of dropout is thrown away',
  group: 'no-effect',
  severity: 'error',
  fixClass: 'G',
  skipTests: true,
  *check(file) {
    for (const call of file.calls) {
      const isFunction = call.fact.kind === 'dropout' && call.fact.form !== 'module';
      if (!isFunction || call.context.result !== 'discarded' || worksInPlace(call) || call.open)
        continue;
      const input = call.args['input'];
      yield {
        span: call.span,
        data: { written: call.written, input, span: call.span, context: call.context },
      };
    }
    for (const use of file.uses) {
      if (use.context.result !== 'discarded' || !isDropoutLayer(use.callee)) continue;
      if (layersOf(use.callee).some(worksInPlace) || use.open || use.args.length === 0) continue;
      const [input] = use.args;
      yield {
        span: use.span,
        data: { written: use.written, input, span: use.span, context: use.context },
      };
    }
    yield* unreadResults(file);
  },
  message: ({ data: { written, input, target } }) =>
    target
      ? `${target} is never read: ${input ? input.text : 'the input'} goes on as it was, and nothing is dropped.`
      : `The result of ${written} is thrown away, so ${input ? input.text : 'its input'} stays as it was: nothing is dropped.`,
  fix: ({ data: { input, span, context, target } }, file) => {
    if (
      target ||
      !input ||
      !/^(self\.)?\w+$/.test(input.text) ||
      !isReadLater(input.text, span, context, file)
    )
      return undefined;
    return {
      title: `Assign the result to ${input.text} (changes training)`,
      safe: false,
      edits: [{ span: { start: span.start, end: span.start }, text: `${input.text} = ` }],
    };
  },
});

/** Results that a graph gives a name which nothing reads. */
function* unreadResults(file: FileModel): Iterable<Found<Data>> {
  for (const model of file.models.filter(({ form }) => form === 'graph')) {
    for (const { index, layer, step } of placedSteps(model)) {
      const isRead = consumersOf(model, index).length > 0 || isReturned(model, index);
      if (layer.call?.fact.kind !== 'dropout' || isRead) continue;
      const use = file.uses.find(
        ({ span }) => span.start === step.span.start && span.end === step.span.end,
      );
      const { target } = use?.context ?? {};
      const input = use?.args[0];
      if (!use || !target || !input || countOf(target, file) !== 1 || countOf(input.text, file) < 3)
        continue;
      const data = { written: use.written, input, span: use.span, context: use.context, target };
      yield { span: use.span, data, severity: 'warning' };
    }
  }
}

/** How often a name stands in a file; 2 for what is no plain name. */
function countOf(name: string, file: FileModel): number {
  if (!/^[A-Za-z_]\w*$/.test(name)) return 2;
  return [...file.text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length;
}

/** In place as far as the call says; a layer or argument that is not a literal may be. */
function worksInPlace(call: Call): boolean {
  if (call.fact.inPlace) return true;
  const arg = call.fact.inPlaceArgument ? call.args[call.fact.inPlaceArgument] : undefined;
  return call.open || (arg !== undefined && arg.constant !== false);
}

function isReadLater(name: string, span: Span, context: CallContext, file: FileModel): boolean {
  const end = functionAt(file, context)?.span.end ?? file.text.length;
  const escaped = name.replace('.', '\\.');
  return new RegExp(`(?<![\\w.])${escaped}\\b`).test(file.text.slice(span.end, end));
}
