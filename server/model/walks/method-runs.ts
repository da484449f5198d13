import { isScript } from '../document';
import type { Arg, FileModel, Use } from '../model';
import type { Inside } from './called-models';
import { insideOf } from './called-models';
import { isDropoutCall, rateOf } from './dropout';
import { nameDependence } from './training';

/** One run of a model, or of a dropout layer, by a method: `model.apply(x, {training: true})`. */
export interface MethodRun extends Inside {
  readonly use: Use;
  /** `predict` runs for inference, whatever it is told. */
  readonly how: 'apply' | 'predict';
  /** What is said about training. */
  readonly flag?: Arg;
  /** Options are passed that may say more. */
  readonly open: boolean;
}

/** Every run by a method in the languages in which instances cannot be called. */
export function methodRuns(file: FileModel): readonly MethodRun[] {
  if (!isScript(file.language)) return [];
  return file.uses.flatMap((use) => {
    const how = methods.get(use.name);
    const inside = how && partsOf(use, file);
    if (!how || !inside || use.open) return [];
    const [, options] = use.args;
    const named = use.args.filter(({ position }) => position === 'keyword');
    const given = [...named, ...(options?.entries ?? [])];
    const flag = given.find(({ name }) => nameDependence(name) !== 'none');
    const open = options !== undefined && given.length === 0 && options.constant !== null;
    return [{ use, how, ...inside, flag, open }];
  });
}

const methods: ReadonlyMap<string, MethodRun['how']> = new Map([
  ['apply', 'apply'],
  ['predict', 'predict'],
  ['predictOnBatch', 'predict'],
]);

function partsOf(use: Use, file: FileModel): Inside | undefined {
  const receiver = use.receiver ?? use.callee;
  if (receiver.kind === 'layer' && isDropoutCall(receiver.call)) {
    const isActive = rateOf(receiver.call)?.certain !== 0;
    return { dropouts: isActive ? [receiver.call] : [], batchNorms: [] };
  }
  // Of what an object keeps that is no class of the file nothing is known but its name.
  const isKept = receiver.kind === 'global' && /^(this|window|globalThis)\./.test(receiver.name);
  const value = isKept ? ({ kind: 'unknown' } as const) : receiver;
  return insideOf(value, use.written.replace(/\.\w+$/, ''), use, file);
}
