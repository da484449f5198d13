import type { CallValue, Value } from '../value';

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

/** Whether a value is a freshly drawn mask: a bernoulli draw, random numbers against a limit, dropout of ones; scaled or cast too. */
export function isDrawnMask(value: Value): boolean {
  switch (value.kind) {
    case 'call':
      return (
        isDraw(value) || (value.callee.kind === 'attribute' && isDrawnMask(value.callee.object))
      );
    case 'operation':
      return /^[<>]=?$/.test(value.operator)
        ? value.operands.some(drawsRandomNumbers)
        : /^[*/]$/.test(value.operator) && value.operands.some(isDrawnMask);
    default:
      return false;
  }
}

function isDraw({ fact, args: [first] }: CallValue): boolean {
  if (fact?.kind === 'random') return fact.names.some((name) => /bernoulli/.test(name));
  const isOfOnes =
    first?.kind === 'call' &&
    ((first.callee.kind === 'global' && /\.ones(_like)?$/.test(first.callee.name)) ||
      (first.callee.kind === 'attribute' && first.callee.name === 'new_ones'));
  return fact?.kind === 'dropout' && fact.form === 'function' && isOfOnes;
}
