import type { CallValue, Value } from '../value';
import { constantOf } from './constants';

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
        isDraw(value) ||
        (value.fact?.kind === 'identity' &&
          value.args[0] !== undefined &&
          isDrawnMask(value.args[0])) ||
        (value.callee.kind === 'attribute' && isDrawnMask(value.callee.object))
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

/** The share that a drawn mask keeps, where the limit is written. */
export function keptShare(mask: Value): number | undefined {
  if (mask.kind === 'call') {
    if (mask.callee.kind === 'attribute' && !mask.fact) return keptShare(mask.callee.object);
    if (mask.fact?.kind === 'identity' && mask.args[0]) return keptShare(mask.args[0]);
    return keptByBernoulli(mask);
  }
  if (mask.kind !== 'operation') return undefined;
  const [left, right] = mask.operands.map(constantOf);
  const limit = typeof right === 'number' ? right : undefined;
  if (limit === undefined || left !== undefined) return undefined;
  return mask.operator.startsWith('>') ? 1 - limit : limit;
}

/** `x.bernoulli_(q)`, `torch.bernoulli(torch.full_like(x, q))`. */
function keptByBernoulli({ args, keywords, fact }: CallValue): number | undefined {
  const place = fact?.key ? 1 : 0;
  const probability = args[place] ?? (fact?.key && keywords['p']);
  const full = probability?.kind === 'call' ? probability.args[1] : undefined;
  const share = constantOf(full ?? probability ?? { kind: 'unknown' });
  return typeof share === 'number' ? share : undefined;
}
