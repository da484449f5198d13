import type { Operand } from '../model/flow';
import type { ClassModel, FileModel } from '../model/model';
import { factsAt } from '../model/walks/modes';
import { has } from '../model/walks/modes-context';
import type { Mention } from '../model/walks/modes-observations';
import { defineRule } from './rule';

interface Data extends Mention {
  readonly known: boolean;
}

export default defineRule<Data, Record<string, never>>({
  id: 'mode-call-without-parentheses',
  summary: '`model.eval` as a statement calls nothing',
  group: 'mode',
  severity: 'error',
  fixClass: 'S or G',
  *check(file) {
    for (const mention of file.modeRuns.mentions) {
      const known = isKnownModule(file, mention);
      if (!known && !looksLikeModule(file, mention)) continue;
      yield {
        span: mention.node.span,
        data: { ...mention, known },
        severity: known ? undefined : 'warning',
      };
    }
  },
  message: ({ data: { node } }) => {
    const effect = node.name === 'eval' ? 'dropout stays on' : 'dropout stays as it was';
    return `${node.written} is not called, so the mode does not change and ${effect}: write ${node.written}().`;
  },
  fix: ({ data: { node, known } }) => ({
    title: `Call ${node.written}()`,
    safe: known,
    edits: [{ span: { start: node.span.end, end: node.span.end }, text: '()' }],
  }),
});

/** Made from a module class or by a function that returns models, or the instance of a module class itself. */
function isKnownModule(file: FileModel, { node, things }: Mention): boolean {
  const isModule = (name: string | undefined): boolean =>
    file.classes.some((one) => one.name === name && one.isModule === 'yes');
  const facts = factsAt(file.modeRuns, { things });
  const made = facts.some(
    (each) => isModule(each.class) || each.fact?.kind === 'pretrained' || each.fact?.form === 'module',
  );
  const method = file.functions.find(
    (one) => one.class >= 0 && one.span.start <= node.span.start && node.span.end <= one.span.end,
  );
  const owner = file.classes[method?.class ?? -1];
  const isSelf = node.operand.kind === 'name' && method?.parameters[0]?.name === node.operand.name;
  return made || (isSelf && isModule(owner?.name)) || isKeptModule(owner, node.operand);
}

/** An attribute under which a class keeps a layer or a ready-made model, and nothing else. */
function isKeptModule(owner: ClassModel | undefined, operand: Operand): boolean {
  if (operand.kind !== 'attribute' || operand.of.kind !== 'name') return false;
  const stores = owner?.attributes.find((one) => one.name === operand.name)?.stores ?? [];
  return (
    stores.length > 0 &&
    stores.every(
      ({ value }) =>
        value.kind === 'layer' || (value.kind === 'call' && value.fact?.kind === 'pretrained'),
    )
  );
}

/** Used as only modules are, or named so. */
function looksLikeModule(file: FileModel, { node, things }: Mention): boolean {
  const used = factsAt(file.modeRuns, { things }).some((each) => each.isModule);
  const receiver = node.written.replace(/\.(eval|train)$/, '');
  return used || has(/^(model|net|network|module|encoder|decoder|backbone|classifier|generator|discriminator)$/, receiver.split('.').pop() ?? '');
}
