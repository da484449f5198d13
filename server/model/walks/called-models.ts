import type { Arg, Call, FileModel, Model, Use } from '../model';
import { encloses } from '../span';
import type { Value } from '../value';
import { rateOf } from './dropout';
import { isNamedAsModel } from './naming';
import { nameDependence } from './training';

/** One call of a whole model, with what in it acts by its mode. */
export interface ModelCall {
  readonly use: Use;
  /** Dropout with a rate that may be above zero. */
  readonly dropouts: readonly Call[];
  readonly batchNorms: readonly Call[];
  /** The flag that the call passes, and says what the mode is. */
  readonly flag?: Arg;
}

/** What in a model acts by its mode. */
export type Inside = Pick<ModelCall, 'dropouts' | 'batchNorms'>;

/** Every call of something that is a model of the file, or can be the only one that it has. */
export function modelCalls(file: FileModel): readonly ModelCall[] {
  return file.uses.flatMap((use) => {
    const inside = use.open ? undefined : insideOf(use.callee, use.written, use, file);
    if (!inside) return [];
    const flag = use.args.find(
      ({ position, name }) => position === 'keyword' && nameDependence(name) !== 'none',
    );
    return [{ use, ...inside, flag }];
  });
}

/** What acts by mode in a value that is a model of the file, or is written like the only one that it has. */
export function insideOf(
  value: Value,
  written: string,
  use: Use,
  file: FileModel,
): Inside | undefined {
  const models = modelsOf(value, use, file);
  if (models) return contentOf(models, file);
  const isLikely = isUnread(value) && isNamedAsModel(written);
  const whole = isLikely ? wholeModels(file) : [];
  const [only] = whole;
  return only && whole.length === 1 ? contentOf([only], file) : undefined;
}

/** The models of the file that a value certainly is; undefined for what is none, or not known. */
export function modelsOf(
  value: Value,
  { context }: Pick<Use, 'context'>,
  file: FileModel,
): readonly Model[] | undefined {
  switch (value.kind) {
    case 'instance':
      return classModels(value.class, file);
    case 'self':
      return classModels(file.classes[context.class]?.name, file);
    case 'container':
      return found(
        file.models.filter(
          ({ form, span }) => form === 'sequential' && span.start === value.span.start,
        ),
      );
    case 'layer':
      return found(file.models.filter((model) => isMadeBy(value.call, model)));
    case 'choice': {
      const each = value.options.map((option) => modelsOf(option, { context }, file));
      return each.every((one) => one !== undefined) ? each.flat() : undefined;
    }
    default:
      return undefined;
  }
}

/** `keras.Model(inputs, outputs)` of the graph that ends there. */
function isMadeBy({ fact, span }: Call, { form, entries }: Model): boolean {
  const isModel = fact.kind === 'moduleBase' && form === 'graph';
  return isModel && entries.some((one) => one.span.start === span.start);
}

function classModels(name: string | undefined, file: FileModel): readonly Model[] | undefined {
  return found(file.models.filter((model) => model.form === 'class' && model.name === name));
}

function found(models: readonly Model[]): readonly Model[] | undefined {
  return models.length > 0 ? models : undefined;
}

function isUnread(value: Value): boolean {
  return /^(parameter|attribute|unknown|call|tensor)$/.test(value.kind);
}

/** The models that are no part of another one of the file. */
function wholeModels(file: FileModel): readonly Model[] {
  const parts = new Set(file.models.flatMap(({ layers }) => layers.map((one) => one.class)));
  return file.models.filter(
    ({ form, name, class: owner, span }) =>
      !(form === 'class' && parts.has(name)) &&
      !(form === 'sequential' && (owner >= 0 || isInside(span, file))),
  );
}

/** Part of a graph that is built around it. */
function isInside(span: Model['span'], file: FileModel): boolean {
  return file.models.some(
    (one) => one.form === 'graph' && one.name !== '' && encloses(one.span, span),
  );
}

/** What acts by mode in models and in the classes of the file that are their parts. */
export function contentOf(models: readonly Model[], file: FileModel): Inside {
  const seen = new Set<string>();
  const pending = [...models];
  const calls: Call[] = [];
  for (let model = pending.pop(); model; model = pending.pop()) {
    for (const layer of model.layers) {
      if (layer.call) calls.push(layer.call);
      if (layer.class === undefined || seen.has(layer.class)) continue;
      seen.add(layer.class);
      pending.push(...(classModels(layer.class, file) ?? []));
    }
  }
  return { dropouts: calls.filter(mayDrop), batchNorms: calls.filter(learnsStatistics) };
}

function mayDrop(call: Call): boolean {
  const rate = rateOf(call);
  const isSwitched = call.fact.form === 'module' && call.fact.modeDependent !== undefined;
  return isSwitched && rate !== undefined && rate.certain !== 0 && rate.likely !== 0;
}

function learnsStatistics({ fact, surplus }: Call): boolean {
  const isFrozen = surplus.some(({ name, constant }) => name === 'trainable' && constant === false);
  return fact.kind === 'batchNorm' && fact.modeDependent === 'always' && !isFrozen;
}
