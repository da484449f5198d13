import type { FileModel, Model } from '../model/model';
import { isCompiled } from './heads';

/** The file trains the model itself, and gives it what no other layer has made. */
export function takesRawInput(model: Model, file: FileModel): boolean {
  if (model.form !== 'class' && isCompiled(model, file)) return !FEATURES.test(file.text);
  const names = namesOf(model, file);
  const isPart = file.uses.some(
    ({ callee, context }) =>
      callee.kind === 'function' && callee.name === model.name && context.class >= 0,
  );
  const isOptimised = file.calls.some(
    ({ fact, args }) =>
      fact.kind === 'optimizer' &&
      Object.values(args).some(({ text }) =>
        names.some((name) => text.startsWith(`${name}.parameters`)),
      ),
  );
  const isBackward = file.uses.some(({ name }) => name === 'backward');
  return names.length > 0 && !isPart && isOptimised && isBackward && !takesOutputs(names, file);
}

/** Something makes features for the model, which then is no raw input. */
const FEATURES =
  /mobilenet|resnet|pre_?trained|applications\.|embedding|feature|load_?(layers|graph)?_?model|encode/i;

/** Variables that hold the model. */
function namesOf(model: Model, file: FileModel): readonly string[] {
  if (model.form === 'sequential') return model.target && model.class < 0 ? [model.target] : [];
  return file.uses.flatMap(({ callee, context }) =>
    callee.kind === 'function' && callee.name === model.name && context.target
      ? context.target
      : [],
  );
}

/** Its argument is computed by something else that may be a layer: `head(backbone(x))`. */
function takesOutputs(names: readonly string[], file: FileModel): boolean {
  return file.uses.some(
    ({ written, args }) =>
      names.includes(written) &&
      args.some(({ text }) => /\w\s*\(|feat|embed|hidden|latent|token|encod/i.test(text)),
  );
}
