import type { Operand } from '../flow';
import type { ClassModel, FileModel } from '../model';
import { factsAt } from './modes';
import { has } from './modes-context';
import type { Mention } from './modes-observations';
import type { Thing } from './modes-state';

/** Made from a module class or by a function that returns models, or the instance of a module class itself. */
export function isKnownModule(file: FileModel, { node, things }: Mention): boolean {
  const { program } = file.modeRuns;
  const isModule = (name: string | undefined): boolean =>
    name !== undefined && program.classNamed(name)?.isModule === 'yes';
  const facts = factsAt(file.modeRuns, { things });
  const made = facts.some(
    (each) =>
      isModule(each.class) || each.fact?.kind === 'pretrained' || each.fact?.form === 'module',
  );
  const method = file.functions.find(
    (one) => one.class >= 0 && one.span.start <= node.span.start && node.span.end <= one.span.end,
  );
  const owner = file.classes[method?.class ?? -1];
  const isSelf = node.operand.kind === 'name' && method?.parameters[0]?.name === node.operand.name;
  const isImported = (name: string): boolean => isModule(program.classImported(name));
  return made || (isSelf && isModule(owner?.name)) || isKeptModule(owner, node.operand, isImported);
}

/** An attribute under which a class keeps a layer, a module of another file or a ready-made model, and nothing else. */
function isKeptModule(
  owner: ClassModel | undefined,
  operand: Operand,
  isImported: (name: string) => boolean,
): boolean {
  if (operand.kind !== 'attribute' || operand.of.kind !== 'name') return false;
  const stores = owner?.attributes.find((one) => one.name === operand.name)?.stores ?? [];
  return (
    stores.length > 0 &&
    stores.every(
      ({ value }) =>
        value.kind === 'layer' ||
        (value.kind === 'call' &&
          (value.fact?.kind === 'pretrained' ||
            (value.callee.kind === 'global' && isImported(value.callee.name)))),
    )
  );
}

/** Used as only modules are, or named so. */
export function looksLikeModule(file: FileModel, { node, things }: Mention): boolean {
  const used = factsAt(file.modeRuns, { things }).some((each) => each.isModule);
  const receiver = node.written.replace(/\.(eval|train)$/, '');
  return (
    used ||
    has(
      /^(model|net|network|module|encoder|decoder|backbone|classifier|generator|discriminator)$/,
      receiver.split('.').pop() ?? '',
    )
  );
}

/** Whether a switch of the same object is written and not called: then that is the defect. */
export function isMentionedOnly(
  file: FileModel,
  name: 'eval' | 'train',
  things: readonly Thing[],
): boolean {
  return file.modeRuns.mentions.some(
    (one) => one.node.name === name && one.things.some((thing) => things.includes(thing)),
  );
}
