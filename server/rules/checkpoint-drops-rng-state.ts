import type { Arg, Call, FileModel } from '../model/model';
import type { Span } from '../model/span';
import { likelyConstant } from '../model/walks/constants';
import type { Dependence } from '../model/walks/mode-dependence';
import { randomnessOf } from '../model/walks/mode-dependence';
import { recomputingFunctions } from '../model/walks/recomputing';
import { defineRule } from './rule';

interface Data {
  readonly written: string;
  readonly randomness: Dependence;
  /** The argument to delete; undefined for a function of the file's own. */
  readonly argument?: Arg;
}

export default defineRule<Data, Record<string, never>>({
  id: 'checkpoint-drops-rng-state',
  summary: 'Activation checkpointing recomputes the block with another dropout mask',
  group: 'mode',
  severity: 'error',
  fixClass: 'G',
  *check(file) {
    for (const call of file.calls) {
      const argument = call.fact.kind === 'checkpoint' ? rngArgument(call) : undefined;
      if (!argument || likelyConstant(argument.value) !== false) continue;
      const [block] = Object.values(call.args);
      const randomness = randomnessOf(file, block?.value);
      yield {
        span: argument.span,
        data: { written: call.written, randomness, argument },
        severity:
          randomness === 'yes' ? undefined : randomness === 'no' ? 'information' : 'warning',
      };
    }
    for (const { span, written } of recomputingFunctions(file)) {
      yield { span, data: { written, randomness: 'unknown' }, severity: 'warning' };
    }
  },
  message: ({ data: { written, randomness, argument } }) => {
    const where = argument
      ? `${written} recomputes the block without the random state of the forward pass`
      : `${written} recomputes in backward without restoring the random state`;
    const harm =
      randomness === 'yes'
        ? 'its dropout draws another mask, and gradients go to units that were dropped'
        : randomness === 'no'
          ? 'harmless as long as nothing in it is random'
          : 'any dropout in it draws another mask for the gradients';
    return `${where}: ${harm}.`;
  },
  fix: ({ data: { argument } }, file) =>
    argument && {
      title: 'Remove preserve_rng_state=False (keeps the random state)',
      safe: false,
      edits: [{ span: withComma(file, argument), text: '' }],
    },
});

function rngArgument(call: Call): Arg | undefined {
  return [...Object.values(call.args), ...call.surplus].find(
    (arg) => arg.name === 'preserve_rng_state',
  );
}

/** The argument with its keyword and the comma before it. */
function withComma(file: FileModel, argument: Arg): Span {
  const start = argument.keyword?.start ?? argument.span.start;
  const before = /,\s*$/.exec(file.text.slice(0, start));
  return { start: before ? before.index : start, end: argument.span.end };
}
