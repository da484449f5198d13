import type { Operand } from '../model/flow';
import type {
  CallExpression,
  ComprehensionExpression,
  Expression,
  SubscriptExpression,
} from '../model/syntax';
import { describeCall } from './flow-calls';
import { scopeOf } from './flow-scopes';
import type { FlowPlace } from './flow-reader';
import { addCall, compactText, inner, NOTHING, SOMETHING } from './flow-reader';
import { partsOf } from './walk-syntax';

/** Adds the calls of an expression to the trace, in the order in which they run, and gives what it denotes. */
export function operandOf(expression: Expression, place: FlowPlace): Operand {
  if (place.reader.budget.left-- <= 0) return SOMETHING;
  switch (expression.kind) {
    case 'name':
      return nameOperand(expression.name, place);
    case 'attribute': {
      const of = operandOf(expression.object, place);
      if (of.kind === 'none') return NOTHING;
      return expression.name === 'training'
        ? { kind: 'training', of }
        : { kind: 'attribute', of, name: expression.name };
    }
    case 'call':
      return callOperand(expression, place);
    case 'subscript':
      return subscriptOperand(expression, place);
    case 'sequence':
      return { kind: 'tuple', items: expression.items.map((one) => operandOf(one, place)) };
    case 'conditional': {
      const tested = operandOf(expression.test, place);
      const options = branch(expression.then, expression.otherwise, expression, tested, place);
      return { kind: 'choice', options };
    }
    case 'operation':
      return operationOperand(expression, place);
    case 'comprehension':
      comprehend(expression, place);
      return SOMETHING;
    case 'walrus': {
      const source = operandOf(expression.value, place);
      const target = targetOperand(expression.target, place);
      place.nodes.push({ kind: 'bind', target, source, span: expression.span });
      return source;
    }
    case 'await':
      return awaitOperand(expression, place);
    case 'starred':
      operandOf(expression.value, place);
      return SOMETHING;
    case 'lambda':
    case 'function':
      return NOTHING;
    case 'literal':
      return NOTHING;
    case 'template':
    case 'mapping':
    case 'slice':
    case 'unknown':
      for (const part of partsOf(expression)) operandOf(part, place);
      return expression.kind === 'unknown' ? SOMETHING : NOTHING;
  }
}

/** What a target of an assignment denotes. */
export function targetOperand(target: Expression, place: FlowPlace): Operand {
  switch (target.kind) {
    case 'name':
    case 'attribute':
      return operandOf(target, place);
    case 'subscript':
      return subscriptOperand(target, place);
    case 'sequence':
      return { kind: 'tuple', items: target.items.map((one) => targetOperand(one, place)) };
    default:
      return NOTHING;
  }
}

function nameOperand(name: string, place: FlowPlace): Operand {
  const scope = scopeOf(name, place.function, place.reader.scopes);
  return scope === undefined ? NOTHING : { kind: 'name', scope, name };
}

function subscriptOperand(expression: SubscriptExpression, place: FlowPlace): Operand {
  const of = operandOf(expression.object, place);
  const { index } = expression;
  operandOf(index, place);
  if (of.kind === 'none') return NOTHING;
  if (index.kind === 'literal' && typeof index.value === 'string') {
    return { kind: 'attribute', of, name: `['${index.value}']` };
  }
  if (index.kind === 'literal' && typeof index.value === 'number') {
    return { kind: 'item', of, index: index.value };
  }
  return { kind: 'element', of };
}

function callOperand(expression: CallExpression, place: FlowPlace): Operand {
  const { callee } = expression;
  const isMethod = callee.kind === 'attribute';
  const operand = operandOf(isMethod ? callee.object : callee, place);
  const args = expression.args.map((argument) => ({
    name: argument.star > 0 ? '*' : argument.name,
    operand: operandOf(argument.value, place),
  }));
  return addCall(place, describeCall(expression, operand, args, place));
}

function operationOperand(
  expression: Extract<Expression, { kind: 'operation' }>,
  place: FlowPlace,
): Operand {
  const [left, ...rest] = expression.operands;
  const first = left ? operandOf(left, place) : NOTHING;
  if (expression.operator !== 'and' && expression.operator !== 'or') {
    for (const other of rest) operandOf(other, place);
    return NOTHING;
  }
  const options = rest.flatMap((other) => branch(other, undefined, expression, first, place));
  return { kind: 'choice', options: [first, ...options] };
}

/** Two alternatives, of which the second may be missing. */
function branch(
  then: Expression,
  otherwise: Expression | undefined,
  whole: Expression,
  tested: Operand,
  place: FlowPlace,
): Operand[] {
  const thenPlace = inner(place);
  const otherwisePlace = inner(place);
  const options = [operandOf(then, thenPlace)];
  if (otherwise) options.push(operandOf(otherwise, otherwisePlace));
  if (thenPlace.nodes.length > 0 || otherwisePlace.nodes.length > 0) {
    place.nodes.push({
      kind: 'branch',
      test: compactText(place, whole.kind === 'conditional' ? whole.test.span : whole.span),
      tested,
      then: thenPlace.nodes,
      otherwise: otherwisePlace.nodes,
      span: whole.span,
    });
  }
  return options;
}

function comprehend(expression: ComprehensionExpression, place: FlowPlace): void {
  const body = inner(place);
  const [first] = expression.clauses;
  expression.clauses.forEach((clause, index) => {
    const source = operandOf(clause.iterable, index === 0 ? place : body);
    const target = targetOperand(clause.target, body);
    body.nodes.push({
      kind: 'bind',
      target,
      source: { kind: 'element', of: source },
      span: clause.target.span,
    });
    for (const condition of clause.conditions) operandOf(condition, body);
  });
  if (expression.key) operandOf(expression.key, body);
  operandOf(expression.element, body);
  place.nodes.push({
    kind: 'loop',
    over: first ? compactText(place, first.iterable.span) : '',
    body: body.nodes,
    otherwise: [],
    endless: false,
    span: expression.span,
  });
}

function awaitOperand(
  expression: Extract<Expression, { kind: 'await' }>,
  place: FlowPlace,
): Operand {
  const value = expression.value ? operandOf(expression.value, place) : NOTHING;
  if (expression.how !== 'await') {
    place.nodes.push({ kind: 'exit', how: 'yield', value, span: expression.span });
    return SOMETHING;
  }
  return value;
}
