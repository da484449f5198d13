import type { Value } from '../value';

type Constant = number | string | boolean | null;

/** The constant that a value certainly is, or undefined. */
export function constantOf(value: Value): Constant | undefined {
  switch (value.kind) {
    case 'constant':
      return value.value;
    case 'choice': {
      const [first, ...rest] = value.options.map(constantOf);
      return rest.every((other) => other === first) ? first : undefined;
    }
    default:
      return undefined;
  }
}

/**
 * The constant that a value is unless somebody says otherwise: parameter defaults and the defaults of
 * configuration classes count. For hovers and the simulator, never for an error.
 */
export function likelyConstant(value: Value): Constant | undefined {
  switch (value.kind) {
    case 'constant':
      return value.value;
    case 'parameter':
    case 'attribute':
      return value.default && likelyConstant(value.default);
    case 'choice':
      return value.options.map(likelyConstant).find((one) => one !== undefined && one !== null);
    case 'operation': {
      const operands = value.operands.map(likelyConstant);
      return operands.some((one) => one === undefined)
        ? undefined
        : fold(value.operator, operands as Constant[]);
    }
    default:
      return undefined;
  }
}

/** Computes an operation on constants as Python does; undefined where it would raise or is not modelled. */
export function fold(operator: string, operands: readonly Constant[]): Constant | undefined {
  const [left, right] = operands;
  if (operands.length === 1) return foldUnary(operator, left);
  if (operator === 'and') return isTruthy(left) ? right : left;
  if (operator === 'or') return isTruthy(left) ? left : right;
  if (operator === '==' || operator === 'is') return left === right;
  if (operator === '!=' || operator === 'is not') return left !== right;
  if (typeof left === 'string' && typeof right === 'string' && operator === '+')
    return left + right;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  return foldNumbers(operator, left, right);
}

/** Whether Python takes the constant for true. */
export function isTruthy(value: Constant | undefined): boolean {
  return Boolean(value);
}

function foldUnary(operator: string, operand: Constant | undefined): Constant | undefined {
  if (operator === 'not') return !isTruthy(operand);
  if (typeof operand !== 'number') return undefined;
  if (operator === '-') return -operand;
  return operator === '+' ? operand : undefined;
}

function foldNumbers(operator: string, left: number, right: number): Constant | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : left / right;
    case '//':
      return right === 0 ? undefined : Math.floor(left / right);
    case '%':
      return right === 0 ? undefined : left - right * Math.floor(left / right);
    case '**':
      return left ** right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return undefined;
  }
}
