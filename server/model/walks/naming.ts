import type { Value } from '../value';
import { wordsOf } from './intent';

/** Names that an expression is made of: parameters, attributes, imported names; `1 - self.keep_prob` gives keep_prob. */
export function namesIn(value: Value): readonly string[] {
  switch (value.kind) {
    case 'parameter':
      return [value.name];
    case 'attribute':
      return [value.name];
    case 'global':
      return [value.name.split('.').pop() ?? ''];
    case 'tensor':
      return value.parameter ? [value.parameter] : [];
    case 'operation':
      return value.operands.flatMap(namesIn);
    case 'choice':
      return value.options.flatMap(namesIn);
    default:
      return [];
  }
}

/** Whether a name speaks of the probability of keeping: `keep_prob`, `p_keep`, `keepRate`; not `keepdim`, `keep_dropout`. */
export function isKeepName(name: string): boolean {
  const words = wordsOf(name);
  if (!words.some((word) => /^(keep|keepprob|kept|retain|retention)$/.test(word))) return false;
  const others = words.filter((word) => !/^(keep|kept|retain|retention)$/.test(word));
  return others.length > 0
    ? others.some((word) => /^(p|prob|probs|probability|rate|ratio|keepprob)$/.test(word))
    : words.length === 1;
}

/** Whether a name speaks of the probability of dropping. */
export function isDropName(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => /^(drop|dropout|dropped)$/.test(word)) && !isKeepName(name);
}

/** Whether a callee as written is called what models are: `model`, `self.net`, `student_model`. */
export function isNamedAsModel(written: string): boolean {
  const words = wordsOf(written.split('.').pop() ?? '');
  return words.some((word) =>
    /^(model|net|network|classifier|regressor|policy|student|agent)$/.test(word),
  );
}
