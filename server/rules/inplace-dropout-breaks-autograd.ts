import type { Edit } from '../model/finding';
import type { Arg, Call, FileModel } from '../model/model';
import { areExclusive, guardsOf, type Placed } from '../model/walks/steps';
import type { ActiveDropout } from './active-dropouts';
import { activeDropouts, severityFor } from './active-dropouts';
import { argumentRemoval } from './edits';
import { overwritten, readAgain } from './in-place';
import { lastNameOf } from './reorder';
import { defineRule } from './rule';

interface Data {
  readonly dropout: ActiveDropout;
  /** The argument that makes it work in place; undefined for `torch.dropout_`. */
  readonly arg: Arg | undefined;
  /** Whose output backward needs, or which step reads the overwritten tensor again. */
  readonly victim: Placed;
  readonly harm: 'raises' | 'reads again';
}

export default defineRule<Data, Record<string, never>>({
  id: 'inplace-dropout-breaks-autograd',
  summary: 'In-place dropout destroys a tensor that backward or a later step needs',
  group: 'placement',
  severity: 'error',
  fixClass: 'S',
  *check(file) {
    for (const dropout of activeDropouts(file)) {
      const found = findAt(dropout, file);
      if (!found) continue;
      const { arg, victim, harm } = found;
      const message = harm === 'raises' ? 'Backward needs this output.' : 'It is read again here.';
      yield {
        span: arg ? spanOf(arg) : dropout.step.span,
        data: found,
        severity: severityFor('error', dropout),
        related: [{ span: victim.step.span, message }],
      };
    }
  },
  message: ({ data: { victim, harm } }) => {
    const name = victim.layer.call?.written ?? `the ${victim.layer.name} operation`;
    return harm === 'raises'
      ? `In-place dropout overwrites the output of ${name}, which backward needs: loss.backward() raises.`
      : `In-place dropout overwrites its input, and ${name} reads it again: the dropped values enter twice.`;
  },
  fix: ({ data: { dropout, arg } }, file) => {
    const edit = arg
      ? argumentRemoval(dropout.call, arg, file)
      : withoutUnderscore(dropout.call, file);
    return edit && { title: 'Do not work in place', safe: true, edits: [edit] };
  },
});

function findAt(dropout: ActiveDropout, file: FileModel): Data | undefined {
  const { call } = dropout;
  const arg = call.fact.inPlaceArgument ? call.args[call.fact.inPlaceArgument] : undefined;
  if (!call.fact.inPlace && arg?.constant !== true) return undefined;
  if (isWithoutGradient(dropout, file)) return undefined;
  const saved = overwritten(dropout);
  const again = saved ? undefined : readAgain(dropout, file);
  const victim = saved ?? again;
  if (!victim || areExclusive(guardsOf(victim), guardsOf(dropout))) return undefined;
  return {
    dropout,
    arg: call.fact.inPlace ? undefined : arg,
    victim,
    harm: saved ? 'raises' : 'reads again',
  };
}

function isWithoutGradient({ step, call }: ActiveDropout, file: FileModel): boolean {
  const use = file.uses.find(
    ({ span }) => span.start === step.span.start && span.end === step.span.end,
  );
  const context = use?.context ?? (call.fact.form === 'function' ? call.context : undefined);
  return context?.withoutGradient === true;
}

function spanOf(arg: Arg): Arg['span'] {
  return { start: arg.keyword?.start ?? arg.span.start, end: arg.span.end };
}

/** `torch.dropout_` is `torch.dropout`. */
function withoutUnderscore(call: Call, file: FileModel): Edit | undefined {
  const name = lastNameOf(call.callee, file);
  return name && { span: { start: name.end - 1, end: name.end }, text: '' };
}
