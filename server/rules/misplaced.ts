import { flagDependence } from '../model/walks/flags';
import type { Misplaced } from '../model/walks/misplaced-arguments';
import type { RuleFix } from './rule';

/** What is wrong with arguments in another's place. */
export function misplacedMessage(data: Misplaced): string {
  const { written, fact } = data.call;
  switch (data.how) {
    case 'flag':
      return `The second argument of ${written} is ${data.taken}, so ${data.arg.text} does not say ${fact.training?.argument}.`;
    case 'shape':
      return `The second argument of ${written} is ${data.arg.name}, and ${data.arg.text} is no shape: this raises ValueError.`;
    case 'unnamed':
      return `${written} takes ${data.meant} by name only: this raises TypeError.`;
    case 'order': {
      const names = fact.args.slice(0, 3).map(({ name, aliases }) => aliases?.[0] ?? name);
      return `${written} takes (${names.join(', ')}) in this order: as written it raises.`;
    }
  }
}

/** Names the argument, or puts the three in their order. */
export function rearrange(data: Misplaced): RuleFix | undefined {
  const { call, arg } = data;
  if (data.how === 'order') {
    const { wanted } = data;
    const given = call.fact.args.slice(0, 3).flatMap(({ name }) => call.args[name] ?? []);
    if (!wanted) return undefined;
    const edits = given.map((one, index) => ({ span: one.span, text: wanted[index]!.text }));
    const title = `Use ${call.written}(${wanted.map(({ text }) => text).join(', ')})`;
    return { title, safe: false, edits };
  }
  if (data.how === 'shape') {
    const span = { start: data.behind.span.end, end: arg.span.end };
    return { title: 'Remove the second argument', safe: false, edits: [{ span, text: '' }] };
  }
  const name = data.how === 'unnamed' ? data.meant : call.fact.training?.argument;
  const isTurned =
    name === call.fact.training?.argument && flagDependence(call, arg) === 'inverted';
  const given = isTurned ? `not ${arg.text}`.replace(/^not not /, '') : arg.text;
  const edits = [{ span: arg.span, text: `${name}=${given}` }];
  return { title: `Pass it as ${name}=${given}`, safe: false, edits };
}
