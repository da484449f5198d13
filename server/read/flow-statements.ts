import type { FlowNode, Operand } from '../model/flow';
import type {
  Expression,
  IfStatement,
  LoopStatement,
  MatchStatement,
  Statement,
  WithStatement,
} from '../model/syntax';
import { operandOf, targetOperand } from './flow-expressions';
import type { FlowPlace } from './flow-reader';
import { compactText, inner, NOTHING, SOMETHING } from './flow-reader';

const LONGEST_UNROLLED = 6;

/** Adds the statements of a block to the trace. */
export function readBlock(body: readonly Statement[], place: FlowPlace): void {
  for (const one of body) readStatement(one, { ...place, statement: one.span });
}

function blockOf(
  body: readonly Statement[],
  place: FlowPlace,
  part: Partial<FlowPlace> = {},
): FlowNode[] {
  const block = inner(place, part);
  readBlock(body, block);
  return block.nodes;
}

function readStatement(statement: Statement, place: FlowPlace): void {
  switch (statement.kind) {
    case 'expression':
      readExpressionStatement(statement.value, place);
      return;
    case 'assign':
      readAssign(statement, place);
      return;
    case 'return':
      exit('return', statement.value ? operandOf(statement.value, place) : NOTHING, place);
      return;
    case 'if':
      readIf(statement, place);
      return;
    case 'loop':
      readLoop(statement, place);
      return;
    case 'with':
      readWith(statement, place);
      return;
    case 'try':
      place.nodes.push({
        kind: 'try',
        body: blockOf(statement.body, place),
        handlers: statement.handlers.map((one) => blockOf(one.body, place)),
        otherwise: blockOf(statement.otherwise, place),
        finally: blockOf(statement.finally, place),
        span: statement.span,
      });
      return;
    case 'match':
      readMatch(statement, place);
      return;
    case 'flow':
      for (const value of statement.values) operandOf(value, place);
      if (/^(break|continue|raise)$/.test(statement.type)) {
        exit(statement.type as 'break' | 'continue' | 'raise', NOTHING, place);
      }
      return;
    case 'unknown':
      for (const part of statement.parts) operandOf(part, place);
      return;
    case 'class':
      // Its body runs here, but holds definitions, not loops that run models.
      return;
    case 'function':
    case 'import':
  }
}

function exit(
  how: 'return' | 'break' | 'continue' | 'raise',
  value: Operand,
  place: FlowPlace,
): void {
  place.nodes.push({ kind: 'exit', how, value, span: place.statement });
}

/** A statement that only names `model.eval` calls nothing; so does each side of `a.eval if x else a.train`. */
function readExpressionStatement(value: Expression, place: FlowPlace): void {
  const named = value.kind === 'conditional' ? [value.then, value.otherwise] : [value];
  for (const one of named) {
    if (one.kind !== 'attribute' || !/^(eval|train)$/.test(one.name)) continue;
    place.nodes.push({
      kind: 'mention',
      operand: operandOf(one.object, place),
      written: compactText(place, one.span),
      name: one.name,
      span: one.span,
    });
  }
  if (!named.every((one) => one.kind === 'attribute')) operandOf(value, place);
}

function readAssign(statement: Extract<Statement, { kind: 'assign' }>, place: FlowPlace): void {
  if (!statement.value) return;
  const [first] = statement.targets;
  const target = first && compactText(place, first.span);
  const source = operandOf(statement.value, { ...place, target });
  if (statement.operator) return;
  for (const one of statement.targets) {
    if (one.kind === 'sequence') {
      one.items.forEach((item, index) => {
        const of = source.kind === 'tuple' ? source.items[index] : undefined;
        bind(item, of ?? { kind: 'item', of: source, index }, place);
      });
    } else bind(one, source, place);
  }
}

function bind(target: Expression, source: Operand, place: FlowPlace): void {
  const operand = targetOperand(target, place);
  if (operand.kind === 'none') return;
  place.nodes.push({ kind: 'bind', target: operand, source, span: target.span });
}

function readIf(statement: IfStatement, place: FlowPlace): void {
  const tested = operandOf(statement.test, place);
  const never = statement.test.kind === 'literal' && statement.test.value === false;
  place.nodes.push({
    kind: 'branch',
    test: compactText(place, statement.test.span),
    tested,
    then: never ? [] : blockOf(statement.then, place),
    otherwise: blockOf(statement.otherwise, place),
    span: statement.span,
  });
}

function readLoop(statement: LoopStatement, place: FlowPlace): void {
  const { target, iterable, test } = statement;
  const source = iterable && operandOf(iterable, place);
  if (target && source?.kind === 'tuple' && isUnrolled(source.items)) {
    for (const item of source.items) {
      bind(target, item, place);
      readBlock(statement.body, place);
    }
    return;
  }
  const body = inner(place);
  if (test) operandOf(test, body);
  if (target && source) bind(target, elementOf(source), body);
  readBlock(statement.body, body);
  const header = (iterable ?? test)?.span;
  place.nodes.push({
    kind: 'loop',
    over: header ? compactText(place, header) : '',
    body: body.nodes,
    otherwise: blockOf(statement.otherwise, place),
    endless: test?.kind === 'literal' && Boolean(test.value),
    span: statement.span,
    bodyStart: statement.body[0]?.span.start,
  });
}

/** A literal list of models: `for net in (generator, critic)`. */
function isUnrolled(items: readonly Operand[]): boolean {
  return (
    items.length <= LONGEST_UNROLLED &&
    items.length > 0 &&
    items.every((one) => one.kind === 'name' || one.kind === 'attribute')
  );
}

function elementOf(source: Operand): Operand {
  return source.kind === 'none' ? NOTHING : { kind: 'element', of: source };
}

function readWith(statement: WithStatement, place: FlowPlace): void {
  const managers: number[] = [];
  let still = false;
  for (const { context, target } of statement.items) {
    const operand = operandOf(context, place);
    const last = place.nodes.at(-1);
    if (operand.kind === 'result') managers.push(operand.call);
    if (last?.kind === 'call' && context.kind === 'call' && stopsGradient(last.written, context))
      still = true;
    if (target) bind(target, SOMETHING, place);
  }
  place.nodes.push({
    kind: 'with',
    managers,
    withoutGradient: still,
    body: blockOf(statement.body, place, still ? { withoutGradient: true } : {}),
    span: statement.span,
  });
}

function stopsGradient(written: string, context: Extract<Expression, { kind: 'call' }>): boolean {
  if (/(^|\.)(no_grad|inference_mode)$/.test(written)) return true;
  const [flag] = context.args;
  const off = flag?.value.kind === 'literal' && flag.value.value === false;
  return off && /(^|\.)set_grad_enabled$/.test(written);
}

function readMatch(statement: MatchStatement, place: FlowPlace): void {
  const tested = operandOf(statement.subject, place);
  const cases = statement.cases.map((one) => blockOf(one.body, place));
  const nested = cases.reduceRight<FlowNode[]>(
    (otherwise, then) => [
      {
        kind: 'branch',
        test: compactText(place, statement.subject.span),
        tested,
        then,
        otherwise,
        span: statement.span,
      },
    ],
    [],
  );
  place.nodes.push(...nested);
}
