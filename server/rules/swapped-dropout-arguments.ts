import type { Arg, Call } from '../model/model';
import { trainingDependence } from '../model/walks/training';
import { isDropName, namesIn } from '../model/walks/naming';
import { defineRule } from './rule';

interface Data {
  readonly call: Call;
  readonly first: Arg;
  readonly second: Arg;
  readonly meant: 'rate' | 'flag';
}

export default defineRule<Data, Record<string, never>>({
  id: 'swapped-dropout-arguments',
  summary: 'Arguments of a dropout layer stand in the wrong position',
  group: 'rate',
  severity: 'warning',
  fixClass: 'G',
  *check(file) {
    for (const call of file.calls) {
      const { fact, args } = call;
      if (fact.kind !== 'dropout' || fact.form !== 'module' || fact.inPlaceArgument === undefined)
        continue;
      const second = args[fact.inPlaceArgument];
      const first = fact.rate ? args[fact.rate] : undefined;
      if (!first || second?.position !== 1) continue;
      const meant = meaningOf(second);
      if (meant) yield { span: second.span, data: { call, first, second, meant } };
    }
  },
  message: ({ data: { call, first, second, meant } }) =>
    `The second argument of ${call.written} is inplace, so ${second.text} ` +
    (meant === 'flag'
      ? 'makes it work in place while training; the layer follows train() and eval() by itself.'
      : `is not used as a rate; the rate is ${first.text}.`),
  fix: ({ data: { first, second, meant } }) => {
    const behind = { start: first.span.end, end: second.span.end };
    if (meant === 'flag') {
      return {
        title: 'Remove the second argument',
        safe: false,
        edits: [{ span: behind, text: '' }],
      };
    }
    const isSize = typeof first.constant !== 'number' || first.constant > 1;
    const whole = { start: first.span.start, end: second.span.end };
    return isSize
      ? {
          title: `Keep only the rate ${second.text} (changes training)`,
          safe: false,
          edits: [{ span: whole, text: second.text }],
        }
      : { title: 'Remove the second argument', safe: false, edits: [{ span: behind, text: '' }] };
  },
});

function meaningOf(arg: Arg): Data['meant'] | undefined {
  if (typeof arg.constant === 'boolean') return undefined;
  if (typeof arg.constant === 'number')
    return arg.constant === 0 || arg.constant === 1 ? undefined : 'rate';
  if (arg.constant !== undefined) return undefined;
  if (trainingDependence(arg.value) !== 'none') return 'flag';
  const names = namesIn(arg.value);
  const isRate = (name: string): boolean =>
    isDropName(name) || /^(p|prob|rate)$|_(p|prob|rate)$/.test(name.toLowerCase());
  const hasBooleanDefault =
    arg.value.kind === 'parameter' &&
    (arg.value.annotation === 'bool' ||
      (arg.value.default?.kind === 'constant' && typeof arg.value.default.value === 'boolean'));
  return names.length > 0 && names.every(isRate) && !hasBooleanDefault ? 'rate' : undefined;
}
