import type { Arg, Call } from '../model/model';
import { type Misplaced, misplacedArguments } from '../model/walks/misplaced-arguments';
import { isDropName, namesIn } from '../model/walks/naming';
import { trainingDependence } from '../model/walks/training';
import { misplacedMessage, rearrange } from './misplaced';
import type { RuleFix } from './rule';
import { defineRule } from './rule';

/** A second argument that makes a layer work in place. */
interface InPlace {
  readonly how: 'in place';
  readonly call: Call;
  readonly first: Arg;
  readonly second: Arg;
  readonly meant: 'rate' | 'flag';
}

type Data = InPlace | Misplaced;

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
      if (meant) yield { span: second.span, data: { how: 'in place', call, first, second, meant } };
    }
    for (const found of misplacedArguments(file)) {
      const span = found.how === 'order' ? found.call.span : found.arg.span;
      yield { span, data: found, severity: found.how === 'flag' ? undefined : 'error' };
    }
  },
  message: ({ data }) => {
    if (data.how !== 'in place') return misplacedMessage(data);
    return (
      `The second argument of ${data.call.written} is inplace, so ${data.second.text} ` +
      (data.meant === 'flag'
        ? 'makes it work in place while training; the layer follows train() and eval() by itself.'
        : `is not used as a rate; the rate is ${data.first.text}.`)
    );
  },
  fix: ({ data }) => (data.how === 'in place' ? keepRate(data) : rearrange(data)),
});

function keepRate({ first, second, meant }: InPlace): RuleFix {
  const behind = { start: first.span.end, end: second.span.end };
  const isSize = typeof first.constant !== 'number' || first.constant > 1;
  const whole = { start: first.span.start, end: second.span.end };
  return meant === 'rate' && isSize
    ? {
        title: `Keep only the rate ${second.text} (changes training)`,
        safe: false,
        edits: [{ span: whole, text: second.text }],
      }
    : { title: 'Remove the second argument', safe: false, edits: [{ span: behind, text: '' }] };
}

function meaningOf(arg: Arg): InPlace['meant'] | undefined {
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
