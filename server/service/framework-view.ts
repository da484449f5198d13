import type { Framework } from '../model/fact';
import { frameworkTraits } from '../facts/frameworks';
import type { FileModel } from '../model/model';

/**
 * A file as a rule sees it that speaks about some frameworks only: without the calls and models of others.
 * Undefined where the file is about others only.
 */
export function viewFor(
  file: FileModel,
  covered: readonly Framework[] | undefined,
): FileModel | undefined {
  const isCovered = ({ framework }: { readonly framework: Framework }): boolean =>
    covered === undefined ||
    covered.some((one) => one === framework || frameworkTraits[one].on === framework);
  const isForeign =
    file.frameworks.length > 0 && !file.frameworks.some((framework) => isCovered({ framework }));
  if (isForeign) return undefined;
  const calls = file.calls.filter(({ fact }) => isCovered(fact));
  const models = file.models.filter(isCovered);
  const isWhole =
    calls.length === file.calls.length &&
    models.length === file.models.length &&
    file.classes.every(isCovered);
  if (isWhole) return file;
  // Rules find classes by their place, so those of other frameworks stay there and are no modules.
  const classes = file.classes.map((one) =>
    isCovered(one) ? one : { ...one, isModule: 'no' as const },
  );
  // What is worked out on demand, such as the mode runs, stays that of the whole file.
  return Object.create(file, {
    calls: { value: calls },
    models: { value: models },
    classes: { value: classes },
  }) as FileModel;
}
