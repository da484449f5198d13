import type { CallContext, FileModel } from '../model/model';
import type { Span } from '../model/span';
import type { Value } from '../model/value';
import { classAt, inModuleMethod } from '../model/walks/places';
import { defineRule } from './rule';

interface Data {
  readonly outcome: 'raises' | 'always';
  readonly place: Span;
  readonly safe: boolean;
}

export default defineRule<Data, Record<string, never>>({
  id: 'training-flag-is-method',
  summary: 'The method train is used where the flag training is meant',
  group: 'always-on',
  severity: 'error',
  fixClass: 'S',
  *check(file) {
    for (const { value, text, span, context, raises } of flagPlaces(file)) {
      const owner = classAt(file, context);
      const storesIt = owner?.attributes.some(({ name }) => name === 'train' || name === 'eval');
      if (!inModuleMethod(file, context) || storesIt || !isMethod(value)) continue;
      const found = /\bself\s*\.\s*(train|eval)\b(?!\s*\()/.exec(text);
      if (!found?.[1]) continue;
      const end = span.start + found.index + found[0].length;
      const place = { start: end - found[1].length, end };
      const safe = found[1] === 'train' && inModuleMethod(file, context, 'yes');
      const whole = { start: span.start + found.index, end };
      yield { span: whole, data: { outcome: raises ? 'raises' : 'always', place, safe } };
    }
  },
  message: ({ data: { outcome } }) =>
    outcome === 'raises'
      ? 'self.train is a method, not the flag: this call raises TypeError. The flag is self.training.'
      : 'self.train is a method and always true, so this holds in eval mode too. The flag is self.training.',
  fix: ({ data: { place, safe } }) => ({
    title: 'Use self.training',
    safe,
    edits: [{ span: place, text: 'training' }],
  }),
});

interface FlagPlace {
  readonly value: Value;
  readonly text: string;
  readonly span: Span;
  readonly context: CallContext;
  readonly raises: boolean;
}

/** Everywhere a flag is read: conditions, and arguments that switch training. */
function* flagPlaces(file: FileModel): Iterable<FlagPlace> {
  for (const condition of file.conditions) {
    yield { ...condition, value: condition.test, raises: false };
  }
  for (const call of file.calls) {
    const name = call.fact.training?.argument;
    const arg = name ? call.args[name] : undefined;
    const raises = call.fact.training?.nonBoolean === 'raises';
    if (arg) yield { ...arg, context: call.context, raises };
  }
  for (const use of file.uses) {
    const arg = use.args.find((one) => /^(is_)?train(ing)?$/.test(one.name));
    if (arg) yield { ...arg, context: use.context, raises: false };
  }
}

/** `self.train` itself, or under `not`, `and`, `or`. */
function isMethod(value: Value): boolean {
  if (value.kind === 'attribute')
    return value.object.kind === 'self' && /^(train|eval)$/.test(value.name);
  if (value.kind === 'function') return value.bound && /\.(train|eval)$/.test(value.name);
  return (
    value.kind === 'operation' &&
    /^(not|and|or)$/.test(value.operator) &&
    value.operands.some(isMethod)
  );
}
