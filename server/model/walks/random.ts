import type { Value } from '../value';

/** Whether a value contains freshly drawn random numbers: `torch.rand_like(x) > p`, a bernoulli draw. */
export function drawsRandomNumbers(value: Value): boolean {
  switch (value.kind) {
    case 'call':
      return (
        value.fact?.kind === 'random' ||
        drawsRandomNumbers(value.callee) ||
        value.args.some(drawsRandomNumbers)
      );
    case 'operation':
      return value.operands.some(drawsRandomNumbers);
    case 'choice':
      return value.options.some(drawsRandomNumbers);
    case 'attribute':
      return drawsRandomNumbers(value.object);
    default:
      return false;
  }
}
