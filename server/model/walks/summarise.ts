import type { Holding } from '../flow';
import type { Call, ClassModel, FileModel, FunctionModel } from '../model';
import type { Span } from '../span';
import type { ClassSummary, Definition, FileSummary, FunctionSummary } from '../summary';
import type { Value } from '../value';
import { rateOf } from './dropout';
import { edgesOf } from './edges';
import { dependsOnMode, drawsMask, holdingOf } from './holdings';
import { watchedIn } from './flow-calls';
import { isAcknowledging, wordsOf } from './intent';
import { lineAt } from './lines';

/** Makes of a file what walks over modes, and other files, need to know of it. */
export function summarise(file: FileModel): FileSummary {
  const { uri, role, frameworks, exports } = file;
  const functions = file.functions.map((one) => summariseFunction(one, file));
  return {
    uri,
    role,
    frameworks,
    names: { ...exports.names, ...definitions(file) },
    stars: exports.stars,
    all: exports.all,
    functions,
    classes: file.classes.map((one, index) => summariseClass(one, index, file)),
    flows: file.flows,
    words: {
      runByOthers: RUN_BY_OTHERS.test(file.text),
      enablesDropout: file.functions.some(({ name }) =>
        ENABLES_DROPOUT.test(wordsOf(name).join(' ')),
      ),
      trains: /\.backward\(|\.fit\(|\.train\(/.test(file.text),
    },
    acknowledged: acknowledgedPlaces(file),
    watched: [...watchedIn(file.flows)],
  };
}

/** Files in which another library runs the loops and sets the modes. */
const RUN_BY_OTHERS =
  /^\s*(from|import)\s+(fastai|ignite|catalyst|skorch|composer|mmengine|mmcv|mindspore|keras|determined|stable_baselines3)\b/m;

const ENABLES_DROPOUT = /\b(mc ?dropout|perma ?dropout|(enable|activate) ?dropout)\b/;

function definitions(file: FileModel): Record<string, Definition> {
  const names: Record<string, Definition> = {};
  file.functions.forEach(({ name, class: owner, outer }, index) => {
    if (owner < 0 && outer === undefined) names[name] = { kind: 'function', index };
  });
  for (const { name } of file.classes)
    if (!name.includes('.')) names[name] = { kind: 'class', name };
  return names;
}

function summariseFunction(one: FunctionModel, file: FileModel): FunctionSummary {
  return {
    name: one.name,
    class: file.classes[one.class]?.name,
    parameters: one.parameters.map(({ name, star }) => ({ name, star })),
    span: one.span,
    nameSpan: one.nameSpan,
    ...(one.decorators.includes('staticmethod') && { static: true }),
  };
}

function summariseClass(owner: ClassModel, index: number, file: FileModel): ClassSummary {
  const helpers = helpersOf(index, file);
  const calls = file.calls.filter(
    ({ context }) => context.class === index || helpers.has(context.function),
  );
  const model = file.models.find((one) => one.form === 'class' && one.class === index);
  const methods = file.functions.flatMap((one, at) =>
    one.class === index ? [[one.name.slice(owner.name.length + 1), at] as const] : [],
  );
  return {
    name: owner.name,
    span: owner.span,
    nameSpan: owner.nameSpan,
    bases: owner.bases,
    isModule: owner.isModule,
    managed: owner.managed,
    dynamic: owner.dynamic,
    methods: Object.fromEntries(methods),
    loads: owner.reads,
    acts: actingOf(calls),
    parts: partsOf(owner, index, file),
    makes: makesOf(index, file),
    ...edgesOf(model),
  };
}

/** Functions of the file in which the methods of a class have their layers made, and those that these call. */
function helpersOf(index: number, file: FileModel): ReadonlySet<number> {
  const helpers = new Set<number>();
  const isHere = ({ context }: FileModel['uses'][number]): boolean =>
    context.class === index || helpers.has(context.function);
  for (let before = -1; before < helpers.size;) {
    before = helpers.size;
    for (const { callee } of file.uses.filter(isHere)) {
      if (callee.kind !== 'function') continue;
      const called = file.functions.findIndex(({ name }) => name === callee.name);
      if (called >= 0 && file.functions[called]!.class < 0) helpers.add(called);
    }
  }
  return helpers;
}

function actingOf(calls: readonly Call[]): ClassSummary['acts'] {
  const dropouts = calls.filter(({ fact }) => fact.kind === 'dropout');
  return {
    byMode: calls.some(dependsOnMode),
    random: calls.some(drawsMask),
    functional: dropouts.some(({ fact, args }) => {
      const flag = fact.training?.argument;
      return fact.form === 'function' && flag !== undefined && args[flag] !== undefined;
    }),
    dropout: dropouts.length > 0,
    rate: dropouts
      .map((call) => rateOf(call)?.certain)
      .find((rate) => rate !== undefined && rate > 0),
    batchNorm: calls.some(({ fact }) => fact.kind === 'batchNorm'),
    convolution: calls.some(({ fact }) => fact.kind === 'convolution'),
  };
}

/** Submodules that are instances of classes of the file, or come from elsewhere. */
function partsOf(owner: ClassModel, index: number, file: FileModel): readonly Holding[] {
  const own = new Set(file.classes.map((one) => one.name));
  const made = file.uses.flatMap(({ context, callee }): Holding[] => {
    const isOwn = callee.kind === 'function' && own.has(callee.name) && callee.name !== owner.name;
    return context.class === index && isOwn ? [{ kind: 'instance', class: callee.name }] : [];
  });
  const kept = owner.attributes.flatMap((attribute) =>
    attribute.stores.map((store) => store.value).filter(mayHoldModule),
  );
  return unique([...made, ...kept.map(holdingOf)]);
}

function unique(holdings: readonly Holding[]): readonly Holding[] {
  const known = new Set<string>();
  return holdings.filter((one) => {
    const key = JSON.stringify(one);
    return !known.has(key) && known.add(key);
  });
}

/** Values that came from elsewhere and may be modules. */
function mayHoldModule(value: Value): boolean {
  if (value.kind === 'call') return value.fact === undefined && !isPlainCall(value);
  return value.kind === 'choice' && value.options.some(mayHoldModule);
}

function isPlainCall({ callee }: Extract<Value, { kind: 'call' }>): boolean {
  return (
    callee.kind === 'global' &&
    (/^[a-z_]\w*$/.test(callee.name) || /^(torch|numpy|math|os|logging)\./.test(callee.name))
  );
}

/** Imported classes, by the way their names are written, of which the class makes instances. */
function makesOf(index: number, file: FileModel): readonly string[] {
  const names = file.uses.flatMap(({ context, callee }) =>
    context.class === index && callee.kind === 'global' && /(^|\.)[A-Z]\w*$/.test(callee.name)
      ? [callee.name]
      : [],
  );
  return [...new Set(names)];
}

/** The lines of comments that acknowledge, with the line below each. */
function acknowledgedPlaces(file: FileModel): readonly Span[] {
  return file.comments.filter(isAcknowledging).map(({ span }) => {
    const line = lineAt(file, span.start);
    return {
      start: file.lineStarts[line] ?? 0,
      end: file.lineStarts[line + 2] ?? file.text.length,
    };
  });
}
