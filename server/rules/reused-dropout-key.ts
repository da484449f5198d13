import type { Edit } from '../model/finding';
import type { FileModel } from '../model/model';
import { isAcknowledged, isMeantAtInference } from '../model/walks/intent';
import type { ReusedKey } from '../model/walks/reused-keys';
import { reusedKeys } from '../model/walks/reused-keys';
import type { RuleFix } from './rule';
import { defineRule } from './rule';

export default defineRule<ReusedKey, Record<string, never>>({
  id: 'reused-dropout-key',
  summary: 'The same random key is used for dropout again, so the mask repeats',
  group: 'randomness',
  severity: 'warning',
  fixClass: 'G',
  skipTests: true,
  *check(file) {
    for (const found of reusedKeys(file)) {
      if (isMeantAtInference(file, found.context) || isAcknowledged(file, found.span)) continue;
      const isSevere = found.how === 'batch' || (found.how === 'literal' && !found.isStream);
      yield {
        span: found.span,
        data: found,
        related: found.other ? [{ span: found.other, message: placeOf(found) }] : [],
        severity: isSevere ? 'error' : undefined,
      };
    }
  },
  message: ({ data: { how, written, isStream } }) => {
    switch (how) {
      case 'literal':
        return isStream
          ? `${written} starts its streams anew at every call, so every step drops the same units.`
          : `${written} is the same key in every step, so the same units are dropped throughout training.`;
      case 'twice':
        return `${written} is the key of another dropout already: where the shapes are equal both drop the same units.`;
      case 'batch':
        return `All examples of the batch share ${written}, so the same units are dropped in each of them.`;
      case 'lift':
        return `${written} does not split the keys of the dropout inside: all copies drop the same units.`;
      case 'loop':
        return `${written} never changes, so every round drops the same units.`;
    }
  },
  fix: ({ data }, file) => fixOf(data, file),
});

function placeOf({ how }: ReusedKey): string {
  if (how === 'batch') return 'It is mapped here.';
  return how === 'lift' ? 'The dropout is here.' : 'The key is used here, too.';
}

function fixOf(found: ReusedKey, file: FileModel): RuleFix | undefined {
  if (found.how === 'lift') return splitStream(found, file);
  const step = stepAt(found, file);
  const prefix = /^(.+\.)(PRNGKey|key)$/.exec(found.key?.written ?? '')?.[1];
  if (found.how !== 'literal' || found.isStream || !step || !prefix) return undefined;
  const text = `${prefix}fold_in(${found.written}, ${step})`;
  const edits: readonly Edit[] = [{ span: found.span, text }];
  return { title: `Fold ${step} into the key`, safe: false, edits };
}

/** The number of the step as the function around knows it. */
function stepAt({ context }: ReusedKey, file: FileModel): string | undefined {
  for (let index = context.function; index >= 0;) {
    const around = file.functions[index];
    const names = around?.parameters.map(({ name }) => name) ?? [];
    if (names.includes('step')) return 'step';
    if (names.includes('state')) return 'state.step';
    index = file.functions.findIndex(({ name }) => name === around?.outer);
  }
  return undefined;
}

function splitStream({ span }: ReusedKey, file: FileModel): RuleFix | undefined {
  const text = file.text.slice(span.start, span.end);
  const flag = /(['"]dropout['"]\s*:\s*)False/.exec(text);
  if (!flag) return undefined;
  const start = span.start + flag.index + flag[1]!.length;
  const edits: readonly Edit[] = [{ span: { start, end: start + 'False'.length }, text: 'True' }];
  return { title: 'Split the keys of the dropout', safe: false, edits };
}
