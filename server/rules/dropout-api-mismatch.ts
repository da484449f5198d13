import type { Edit } from '../model/finding';
import type { Arg, Call, FileModel } from '../model/model';
import type { Span } from '../model/span';
import { isFrom } from '../model/versions';
import { endOfArguments } from '../model/walks/applications';
import { layersOf } from '../model/walks/layers';
import { isKeepName } from '../model/walks/naming';
import { argumentRemoval } from './edits';
import { defineRule, type Found } from './rule';

type Data = Absent | Surplus | Replaced;

/** Something with another name, or in another place, in the version at hand. */
interface Replaced {
  readonly says: string;
  readonly title?: string;
  readonly edits: readonly Edit[];
  readonly safe: boolean;
}

/** Something that the framework does not have. */
interface Absent {
  readonly absent: string;
  readonly written: string;
}

/** An argument that it does not have. */
interface Surplus {
  readonly absent?: undefined;
  readonly written: string;
  /** What holds the surplus argument, as far as an edit needs it. */
  readonly call: Pick<Call, 'callee' | 'span'>;
  readonly isLayer: boolean;
  readonly arg: Arg;
  /** The argument that the API has for the same thing. */
  readonly meant: string | undefined;
}

export default defineRule<Data, Record<string, never>>({
  id: 'dropout-api-mismatch',
  summary: 'A layer or an argument that the installed framework does not have',
  group: 'compatibility',
  severity: 'error',
  fixClass: 'S or G',
  *check(file) {
    yield* absentCalls(file);
    for (const call of file.calls) {
      const found = removedApi(call, file) ?? renamedKeep(call) ?? flagOfCall(call, file);
      if (found) yield found;
    }
    for (const call of file.calls.filter(isTorchDropout)) {
      const [arg] = call.surplus.filter((one) => one.keyword !== undefined);
      if (!arg || call.open) continue;
      const meant = meantArgument(call, arg.name);
      yield {
        span: spanOf(arg),
        data: { written: call.written, call, isLayer: call.fact.form === 'module', arg, meant },
      };
    }
    for (const use of file.uses) {
      const layers = layersOf(use.callee);
      if (layers.length === 0 || use.open || !layers.every(takesOneInput)) continue;
      if (!layers.some(isTorchDropout)) continue;
      const surplus = use.args.filter((arg) =>
        arg.keyword ? arg.name !== 'input' : arg.position !== 0,
      );
      const [arg] = surplus;
      if (!arg || use.args.length < 2) continue;
      const call = { callee: use.calleeSpan, span: use.span };
      yield {
        span: spanOf(arg),
        data: { written: use.written, call, isLayer: true, arg, meant: undefined },
      };
    }
  },
  message: ({ data }) => {
    if ('says' in data) return data.says;
    const { written } = data;
    if (data.absent !== undefined)
      return `There is no ${written}, this raises TypeError: ${data.absent}.`;
    const { isLayer, arg, meant } = data;
    if (meant)
      return `${written} has no argument ${arg.name}, this raises TypeError; the argument is called ${meant}.`;
    const name = arg.keyword ? `no argument ${arg.name}` : 'no second argument';
    const isFlag = /^(is_?)?train(ing)?$|^deterministic$/.test(arg.name) || !arg.keyword;
    const hint = isFlag && isLayer ? '; the layer follows train() and eval() by itself' : '';
    return `${written} has ${name}, this raises TypeError${hint}.`;
  },
  fix: ({ data }, file) => {
    if ('says' in data) return data.title ? { ...data, title: data.title } : undefined;
    if (data.absent !== undefined) return undefined;
    const { call, arg, meant } = data;
    if (meant && arg.keyword) {
      return {
        title: `Rename to ${meant}`,
        safe: true,
        edits: [{ span: arg.keyword, text: meant }],
      };
    }
    const edits = [argumentRemoval(call, arg, file)];
    return { title: 'Remove the argument', safe: false, edits };
  },
});

/** An API that the project's version of the package does not have any more. */
function removedApi(call: Call, file: FileModel): Found<Replaced> | undefined {
  const { fact, written, callee, context } = call;
  const isTried = context.guards.some(({ text }) => /version|hasattr/i.test(text));
  if (!fact.static || fact.until === undefined || fact.rate === undefined || isTried)
    return undefined;
  if (!isFrom(file.versions[fact.package], fact.until)) return undefined;
  const says = `${written} is gone from version ${fact.until} on, this raises AttributeError: use a layer, Dropout(rate)(x, training=…).`;
  return { span: callee, data: { says, edits: [], safe: false } };
}

/** `keep_prob=` for a function that takes a rate. */
function renamedKeep({ fact, surplus, written, open }: Call): Found<Replaced> | undefined {
  const arg = surplus.find(({ name }) => isKeepName(name));
  if (fact.kind !== 'dropout' || fact.unit !== 'drop' || !arg?.keyword || open) return undefined;
  if (fact.form !== 'function') return undefined;
  const says = `${written} has no argument ${arg.name}, this raises TypeError; it takes the rate to drop, 1 - ${arg.name}.`;
  const isSimple = /^[\w.]+$/.test(arg.text);
  const text = `${fact.rate}=1 - ${isSimple ? arg.text : `(${arg.text})`}`;
  const edits = [{ span: spanOf(arg), text }];
  return { span: spanOf(arg), data: { says, title: `Write ${text}`, edits, safe: true } };
}

/** The flag of the call given to the constructor: `Dropout(0.5, training=True)(x)`. */
function flagOfCall(call: Call, file: FileModel): Found<Replaced> | undefined {
  const { fact, surplus, written } = call;
  const name = fact.training?.applied;
  const arg = surplus.find((one) => one.keyword && one.name === name);
  if (fact.kind !== 'dropout' || fact.form !== 'module' || !arg || !fact.openKeywords)
    return undefined;
  const says = `${written} takes no ${name} when it is made, this raises ValueError; the call of the layer does.`;
  const use = file.uses.find(
    ({ calleeSpan }) => calleeSpan.start === call.span.start && calleeSpan.end === call.span.end,
  );
  const end = use && endOfArguments(use);
  const edits = end
    ? [argumentRemoval(call, arg, file), { span: end, text: `, ${name}=${arg.text}` }]
    : [];
  const title = `Pass ${name}=${arg.text} to the call`;
  return { span: spanOf(arg), data: { says, title, edits, safe: end !== undefined } };
}

function* absentCalls(file: FileModel): Iterable<{ readonly span: Span; readonly data: Absent }> {
  for (const { fact, written, callee, context } of file.calls) {
    const isTried = context.guards.some(({ text }) => text.includes(written));
    if (fact.absent === undefined || isTried) continue;
    yield { span: callee, data: { absent: fact.absent, written } };
  }
}

/** Dropout of torch itself: other packages add arguments in other versions. */
function isTorchDropout({ fact }: Call): boolean {
  return fact.kind === 'dropout' && /^torch\.nn\./.test(fact.names[0] ?? '') && !fact.openKeywords;
}

function takesOneInput(call: Call): boolean {
  return isTorchDropout(call) ? call.fact.form === 'module' : call.fact.kind === 'identity';
}

/** The row's name for what other libraries call otherwise, where the meaning is the same and it is not given yet. */
function meantArgument({ fact, args }: Call, written: string): string | undefined {
  const meant = /^(rate|prob|dropout|drop_prob|dropout_p|dropout_rate)$/.test(written)
    ? fact.rate
    : /^(train|is_?training)$/.test(written)
      ? fact.training?.argument
      : undefined;
  return meant && !args[meant] ? meant : undefined;
}

function spanOf(arg: Arg): Span {
  return arg.keyword ? { start: arg.keyword.start, end: arg.span.end } : arg.span;
}
