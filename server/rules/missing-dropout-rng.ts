import type { Edit } from '../model/finding';
import type { FileModel } from '../model/model';
import { endOfArguments } from '../model/walks/applications';
import type { MissingKey } from '../model/walks/missing-keys';
import { missingKeys, spanOfMissing } from '../model/walks/missing-keys';
import { flagExpression, flagParameter } from '../model/walks/module-flags';
import { argumentRemoval, lastArgumentEnd } from './edits';
import type { ForbiddenDraw } from './forbidden-draws';
import { forbiddenDraws } from './forbidden-draws';
import type { RuleFix } from './rule';
import { defineRule } from './rule';

type Data = MissingKey | ({ readonly how: 'vmap' } & ForbiddenDraw);

export default defineRule<Data, Record<string, never>>({
  id: 'missing-dropout-rng',
  summary: 'Dropout is active and has no random key',
  group: 'randomness',
  severity: 'error',
  fixClass: 'S or G',
  *check(file) {
    for (const found of forbiddenDraws(file)) {
      const { call, related, isCertain } = found;
      const severity = isCertain ? undefined : 'warning';
      yield { span: call.span, data: { how: 'vmap', ...found }, related, severity };
    }
    // Tests call layers without a key to see them raise.
    if (file.role === 'test') return;
    for (const missing of missingKeys(file)) yield { span: spanOfMissing(missing), data: missing };
  },
  message: ({ data }) => messageOf(data),
  fix: ({ data }, file) => fixOf(data, file),
});

function messageOf(data: Data): string {
  const { written, fact } = data.call;
  switch (data.how) {
    case 'vmap':
      return `${written} raises RuntimeError when dropout runs inside it: it needs randomness='different' or 'same'.`;
    case 'unsaid':
      return `${written} raises here: nobody says ${fact.training?.applied}, neither where it is made nor where it is called.`;
    case 'twice':
      return `${fact.training?.applied} is given where ${written} is made and again where it is called, which raises.`;
    case 'no key':
      return `${written} raises in training: it is called without ${fact.key?.applied}.`;
    case 'no streams':
      return `${written} raises in training: it was made without ${fact.key?.argument}, and no call passes them.`;
    case 'wrong streams':
      return `${fact.key?.argument} of ${written} takes streams of keys; a single key or a number raises TypeError.`;
    case 'apply':
      return `${data.flag.name}=${data.flag.text} turns dropout on, and no key for it is passed: this raises without rngs={'${fact.key?.stream}': …}.`;
    case 'lift':
      return `${written} gives no '${data.dropout.fact.key?.stream}' keys to the dropout inside: it raises in training without an entry in split_rngs.`;
    case 'transform':
      return `${written} runs without a key, and ${data.drawn.written} inside needs one.`;
  }
}

function fixOf(data: Data, file: FileModel): RuleFix | undefined {
  switch (data.how) {
    case 'vmap': {
      const given = data.call.args['randomness'];
      const span = given?.span ?? lastArgumentEnd(data.call);
      const text = given ? "'different'" : ", randomness='different'";
      return { title: 'Give each sample its own mask', safe: false, edits: [{ span, text }] };
    }
    case 'twice':
      return data.use && data.flag
        ? {
            title: `Remove ${data.flag.name || data.flag.text} from the call`,
            safe: true,
            edits: [
              argumentRemoval(
                { callee: data.use.calleeSpan, span: data.use.span },
                data.flag,
                file,
              ),
            ],
          }
        : undefined;
    case 'unsaid':
      return sayFlag(data, file);
    default:
      return undefined;
  }
}

/** Passes on the flag of the method that the layer is called in. */
function sayFlag(
  data: Extract<Data, { how: 'unsaid' | 'twice' }>,
  file: FileModel,
): RuleFix | undefined {
  const name = data.call.fact.training?.applied;
  const given = data.use && flagParameter(file.functions[data.use.context.function]);
  const span = data.use && endOfArguments(data.use);
  if (name === undefined || !given || !span) return undefined;
  const said = `${name}=${flagExpression(given.name, name)}`;
  const edits: readonly Edit[] = [{ span, text: `, ${said}` }];
  return { title: `Pass ${said}`, safe: false, edits };
}
