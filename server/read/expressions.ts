import { constantOf, fold, isTruthy } from '../model/walks/constants';
import { drawsRandomNumbers } from '../model/walks/random';
import type {
  AttributeExpression,
  ComprehensionExpression,
  ConditionalExpression,
  Expression,
  OperationExpression,
  SliceExpression,
  SubscriptExpression,
  TemplateExpression,
} from '../model/syntax';
import type { ContainerValue, Value } from '../model/value';
import { attributeOf } from './attributes';
import { Bindings } from './bindings';
import { evaluateCall } from './calls';
import { bindTarget, elementOf, itemAt, sliceOf } from './containers';
import { defineInline } from './inline-functions';
import { lookUpName } from './names';
import type { Fate, Frame } from './reading';
import { childFrame, contextOf, OTHER, placeOf, textOf, UNKNOWN } from './reading';
import { addStep, flowOf, unite } from './tracer';
import { bounded, constant, joinValues, makeContainer, singleItem, spreadItems } from './values';

/** Evaluates an expression as far as it can be known; records the calls in it where the frame records. */
export function evaluate(expression: Expression, frame: Frame, fate: Fate = OTHER): Value {
  if (frame.budget.left-- <= 0) return UNKNOWN;
  switch (expression.kind) {
    case 'literal':
      return constant(expression.value);
    case 'name':
      return lookUpName(expression.name, frame);
    case 'attribute':
      return evaluateAttribute(expression, frame);
    case 'call':
      return evaluateCall(expression, frame, fate);
    case 'subscript':
      return evaluateSubscript(expression, frame);
    case 'sequence':
      return evaluateSequence(expression.items, expression, frame);
    case 'mapping':
      return evaluateMapping(expression, frame);
    case 'operation':
      return evaluateOperation(expression, frame, fate);
    case 'conditional':
      return evaluateConditional(expression, frame, fate);
    case 'comprehension':
      return evaluateComprehension(expression, frame);
    case 'template':
      return evaluateTemplate(expression, frame);
    case 'walrus': {
      const value = evaluate(expression.value, frame, fate);
      bindTarget(expression.target, value, frame);
      return value;
    }
    case 'await':
      return expression.value ? evaluate(expression.value, frame, fate) : UNKNOWN;
    case 'starred':
      return evaluate(expression.value, frame);
    case 'lambda':
      evaluateLambda(expression, frame);
      return UNKNOWN;
    case 'function':
      return defineInline(expression.statement, frame);
    case 'slice':
    case 'unknown':
      for (const part of expression.parts) if (part) evaluate(part, frame);
      return UNKNOWN;
  }
}

function evaluateAttribute(expression: AttributeExpression, frame: Frame): Value {
  const object = evaluate(expression.object, frame);
  if (frame.tracer && object.kind === 'tensor' && /^(T|mT|H|mH|data|real)$/.test(expression.name)) {
    const part = { kind: 'reshape', span: expression.span, name: expression.name } as const;
    return addStep(frame.tracer, part, [object.sources], frame.guards);
  }
  return attributeOf(object, expression.name, frame);
}

function evaluateSubscript(expression: SubscriptExpression, frame: Frame): Value {
  const object = evaluate(expression.object, frame);
  if (object.kind === 'container' && expression.index.kind === 'slice') {
    return sliceContainer(object, expression.index, frame);
  }
  const index = evaluate(expression.index, frame);
  if (object.kind === 'container') return itemAt(object, index);
  if (object.kind === 'call' && object.fact?.kind === 'key') return { ...object };
  const flow = frame.tracer && flowOf(object);
  if (!frame.tracer || !flow) return UNKNOWN;
  // `layer(x)[0]` takes one of several results; anything else cuts the tensor.
  if (typeof constantOf(index) === 'number') return { kind: 'tensor', sources: flow };
  const part = { kind: 'reshape', span: expression.span, name: 'index' } as const;
  return addStep(frame.tracer, part, [flow], frame.guards);
}

function sliceContainer(container: ContainerValue, slice: SliceExpression, frame: Frame): Value {
  const bounds = slice.parts.map((part) => part && constantOf(evaluate(part, frame)));
  const [from, to, step] = bounds.map((one) => (typeof one === 'number' ? one : undefined));
  const isKnown = slice.parts.every((part, index) => !part || typeof bounds[index] === 'number');
  return sliceOf(container, from, to, isKnown && step === undefined);
}

function evaluateSequence(
  items: readonly Expression[],
  expression: Extract<Expression, { kind: 'sequence' }>,
  frame: Frame,
): Value {
  const parts = items.map((item) => ({ item, value: evaluate(item, frame, OTHER) }));
  const { type, span } = expression;
  const made = placeOf(frame);
  if (parts.every(({ item }) => item.kind !== 'starred')) {
    return { ...makeContainer(type, parts, span), made };
  }
  const all = parts.flatMap(({ item, value }) =>
    item.kind === 'starred' ? spreadItems(value, item.span) : [singleItem(value)],
  );
  return { kind: 'container', type, items: all, complete: true, span, made };
}

function evaluateMapping(
  expression: Extract<Expression, { kind: 'mapping' }>,
  frame: Frame,
): Value {
  let complete = true;
  const items = expression.entries.flatMap((entry) => {
    const key = entry.key && constantOf(evaluate(entry.key, frame));
    const value = evaluate(entry.value, frame);
    if (entry.key && key !== undefined) return [{ key: String(key), value }];
    complete = false;
    return [{ value }];
  });
  return { ...makeContainer('dict', items, expression.span), complete, made: placeOf(frame) };
}

function evaluateOperation(expression: OperationExpression, frame: Frame, fate: Fate): Value {
  const operands = expression.operands.map((operand) => evaluate(operand, frame));
  return operate(expression.operator, operands, expression.span, frame, fate);
}

/** The value of an operation whose operands are evaluated; a step where tensors take part in a trace. */
export function operate(
  operator: string,
  operands: readonly Value[],
  span: Expression['span'],
  frame: Frame,
  fate: Fate = OTHER,
): Value {
  if (frame.tracer) {
    const flows = operands.map(flowOf).filter((flow) => flow !== undefined);
    if (flows.length > 0 && !/^(and|or|not|is|is not|in|not in|\?\?|instanceof)$/.test(operator)) {
      const part = { kind: kindOfOperator(operator), span, name: operator } as const;
      return addStep(frame.tracer, part, flows, frame.guards);
    }
    if (flows.length > 0 && /^(or|\?\?)$/.test(operator))
      return { kind: 'tensor', sources: unite(flows) };
  }
  const constants = operands.map(constantOf);
  if (constants.every((one) => one !== undefined)) {
    const folded = fold(operator, constants);
    if (folded !== undefined) return constant(folded);
  }
  if (operator === '+' || operator === '*') {
    const joined = joinContainers(operator, operands, span, frame);
    if (joined) return joined;
  }
  const value = bounded({ kind: 'operation', operator, operands }, operands);
  const scales = operator === '*' || operator === '/';
  if (value.kind === 'operation' && frame.recorder && scales && operands.some(drawsRandomNumbers)) {
    const context = contextOf(frame, fate);
    frame.recorder.randomProducts.push({ value, span, context, target: fate.target });
  }
  return value;
}

function kindOfOperator(operator: string): 'add' | 'multiply' | 'other' {
  if (operator === '+' || operator === '-') return 'add';
  return operator === '*' || operator === '/' ? 'multiply' : 'other';
}

/** `[a] + [b]` and `[a] * n`; of a list that is not known any number of items stand there. */
function joinContainers(
  operator: string,
  operands: readonly Value[],
  span: Expression['span'],
  frame: Frame,
): Value | undefined {
  const [left, right] = operands;
  if (!left || !right) return undefined;
  const first = left.kind === 'container' ? left : right;
  if (first.kind !== 'container' || first.type === 'dict') return undefined;
  const made = placeOf(frame);
  if (operator === '+') {
    const items = operands.flatMap((one) => [...spreadItems(one, span)]);
    return { kind: 'container', type: first.type, items, complete: true, span: first.span, made };
  }
  const times = constantOf(left === first ? right : left);
  if (times === 1) return first;
  const items = first.items.map((item) => ({ ...item, many: item.many || first.span.start + 1 }));
  return { ...first, items };
}

function evaluateConditional(expression: ConditionalExpression, frame: Frame, fate: Fate): Value {
  const test = evaluate(expression.test, frame);
  recordCondition(expression.test, test, frame);
  const known = constantOf(test);
  const before = frame.guards;
  const text = textOf(frame.reading, expression.test.span);
  const guard = { test, text, span: expression.test.span };
  frame.guards = [...before, { ...guard, holds: true }];
  const then = evaluate(expression.then, frame, fate);
  frame.guards = [...before, { ...guard, holds: false }];
  const otherwise = evaluate(expression.otherwise, frame, fate);
  frame.guards = before;
  if (known !== undefined) return isTruthy(known) ? then : otherwise;
  return joinValues(test, then, otherwise);
}

/** Notes a test, so that rules see conditions under which nothing is called. */
export function recordCondition(expression: Expression, test: Value, frame: Frame): void {
  frame.recorder?.conditions.push({
    test,
    text: textOf(frame.reading, expression.span),
    span: expression.span,
    context: contextOf(frame, OTHER),
  });
}

function evaluateComprehension(expression: ComprehensionExpression, frame: Frame): Value {
  const inner = { ...frame, names: new Bindings(), outer: frame, loops: frame.loops + 1 };
  let conditional = false;
  let known = true;
  for (const clause of expression.clauses) {
    const iterable = evaluate(clause.iterable, inner);
    bindTarget(clause.target, elementOf(iterable), inner);
    for (const condition of clause.conditions) {
      recordCondition(condition, evaluate(condition, inner), inner);
      conditional = true;
    }
    if (iterable.kind === 'container' && !iterable.complete) known = false;
  }
  const key = expression.key && constantOf(evaluate(expression.key, inner));
  const value = evaluate(expression.element, inner);
  const type = { list: 'list', set: 'set', generator: 'list', mapping: 'dict' } as const;
  return {
    kind: 'container',
    type: type[expression.type],
    items: [
      {
        key: key === undefined ? undefined : String(key),
        value,
        many: expression.span.start + 1,
        optional: conditional,
      },
    ],
    complete: known,
    span: expression.span,
  };
}

function evaluateTemplate(expression: TemplateExpression, frame: Frame): Value {
  const values = expression.values.map((value) => constantOf(evaluate(value, frame)));
  if (values.some((value) => value === undefined)) return UNKNOWN;
  const [first = '', ...rest] = expression.parts;
  return constant(
    rest.reduce((text, part, index) => `${text}${String(values[index])}${part}`, first),
  );
}

/** A lambda's body is read once, for the calls in it. */
function evaluateLambda(expression: Extract<Expression, { kind: 'lambda' }>, frame: Frame): void {
  if (!frame.recorder) return;
  const names = new Bindings();
  const owner = `${frame.function?.name ?? ''}.<lambda>`;
  for (const parameter of expression.parameters) {
    const value = parameter.default && evaluate(parameter.default, frame);
    names.set(parameter.name, { kind: 'parameter', name: parameter.name, default: value, owner });
  }
  const inner = childFrame(frame, {
    names,
    outer: frame,
    self: frame.self,
    function: frame.function,
    recorder: frame.recorder,
  });
  evaluate(expression.body, inner, { result: 'returned' });
}
