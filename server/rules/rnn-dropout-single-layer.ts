import type { Arg, Call } from '../model/model';
import { argumentRemoval } from './edits';
import { defineRule } from './rule';

export default defineRule<{ readonly call: Call; readonly rate: Arg }, Record<string, never>>({
  id: 'rnn-dropout-single-layer',
  summary: 'The dropout argument of a one-layer recurrent network has no effect',
  group: 'no-effect',
  severity: 'warning',
  fixClass: 'G',
  *check(file) {
    for (const call of file.calls) {
      const rate =
        call.fact.variant === 'recurrent' && call.fact.rate ? call.args[call.fact.rate] : undefined;
      if (!rate || call.open || !hasOneLayer(call)) continue;
      const isVariable = rate.value.kind === 'parameter' || rate.value.kind === 'attribute';
      const isPositive = typeof rate.constant === 'number' && rate.constant > 0;
      if (!isPositive && !isVariable) continue;
      yield {
        span: (rate.keyword && { start: rate.keyword.start, end: rate.span.end }) ?? rate.span,
        data: { call, rate },
        severity: isVariable ? 'information' : undefined,
      };
    }
  },
  message: ({ data: { call } }) =>
    `${call.written} drops only between stacked layers, and this one has a single layer: its dropout never acts.`,
  fix: ({ data: { call, rate } }, file) => ({
    title: 'Remove the dropout argument',
    safe: false,
    edits: [argumentRemoval(call, rate, file)],
  }),
});

function hasOneLayer(call: Call): boolean {
  const layers = call.args['num_layers'];
  return layers === undefined || layers.constant === 1;
}
