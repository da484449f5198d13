import type { Expression, Statement } from '../model/syntax';

type Visit = (expression: Expression) => void;

/** Calls `visit` for every expression below the statements, outer before inner; nested functions included. */
export function walkStatements(
  statements: readonly Statement[],
  visit: (expression: Expression, statement: Statement) => void,
): void {
  let within: Statement;
  const walk = (expression: Expression): void => {
    visit(expression, within);
    visitParts(expression, walk);
  };
  const enter = (statement: Statement): void => {
    within = statement;
    visitExpressions(statement, walk);
    visitStatements(statement, enter);
  };
  statements.forEach(enter);
}

/** Calls `visit` for the expression and all that it contains, outer before inner. */
export function walkExpression(root: Expression, visit: (expression: Expression) => void): void {
  const walk = (expression: Expression): void => {
    visit(expression);
    visitParts(expression, walk);
  };
  walk(root);
}

/** The statements directly inside a statement. */
export function statementsOf(statement: Statement): readonly Statement[] {
  const found: Statement[] = [];
  visitStatements(statement, (one) => found.push(one));
  return found;
}

/** The expressions directly inside a statement, in source order. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  const found: Expression[] = [];
  visitExpressions(statement, (one) => found.push(one));
  return found;
}

/** The expressions directly inside an expression, in source order. */
export function partsOf(expression: Expression): readonly Expression[] {
  const found: Expression[] = [];
  visitParts(expression, (one) => found.push(one));
  return found;
}

// Every file is walked several times: visiting makes no lists of what is visited.

function visitStatements(statement: Statement, visit: (statement: Statement) => void): void {
  switch (statement.kind) {
    case 'if':
      statement.then.forEach(visit);
      statement.otherwise.forEach(visit);
      return;
    case 'loop':
      statement.body.forEach(visit);
      statement.otherwise.forEach(visit);
      return;
    case 'with':
    case 'function':
    case 'class':
      statement.body.forEach(visit);
      return;
    case 'try':
      statement.body.forEach(visit);
      for (const handler of statement.handlers) handler.body.forEach(visit);
      statement.otherwise.forEach(visit);
      statement.finally.forEach(visit);
      return;
    case 'match':
      for (const one of statement.cases) one.body.forEach(visit);
  }
}

function visitExpressions(statement: Statement, visit: Visit): void {
  switch (statement.kind) {
    case 'expression':
      visit(statement.value);
      return;
    case 'assign':
      statement.targets.forEach(visit);
      visitAny(statement.annotation, visit);
      visitAny(statement.value, visit);
      return;
    case 'return':
      visitAny(statement.value, visit);
      return;
    case 'if':
      visit(statement.test);
      return;
    case 'loop':
      visitAny(statement.target, visit);
      visitAny(statement.iterable, visit);
      visitAny(statement.test, visit);
      return;
    case 'with':
      for (const { context, target } of statement.items) {
        visit(context);
        visitAny(target, visit);
      }
      return;
    case 'try':
      for (const handler of statement.handlers) visitAny(handler.type, visit);
      return;
    case 'function':
      statement.decorators.forEach(visit);
      for (const parameter of statement.parameters) {
        visitAny(parameter.annotation, visit);
        visitAny(parameter.default, visit);
      }
      visitAny(statement.returns, visit);
      return;
    case 'class':
      statement.decorators.forEach(visit);
      for (const base of statement.bases) visit(base.value);
      return;
    case 'flow':
      statement.values.forEach(visit);
      return;
    case 'match':
      visit(statement.subject);
      for (const one of statement.cases) visitAny(one.guard, visit);
      return;
    case 'unknown':
      statement.parts.forEach(visit);
  }
}

function visitParts(expression: Expression, visit: Visit): void {
  switch (expression.kind) {
    case 'attribute':
      visit(expression.object);
      return;
    case 'call':
      visit(expression.callee);
      for (const argument of expression.args) visit(argument.value);
      return;
    case 'subscript':
      visit(expression.object);
      visit(expression.index);
      return;
    case 'slice':
      for (const part of expression.parts) visitAny(part, visit);
      return;
    case 'sequence':
      expression.items.forEach(visit);
      return;
    case 'mapping':
      for (const entry of expression.entries) {
        visitAny(entry.key, visit);
        visit(entry.value);
      }
      return;
    case 'operation':
      expression.operands.forEach(visit);
      return;
    case 'conditional':
      visit(expression.then);
      visit(expression.test);
      visit(expression.otherwise);
      return;
    case 'lambda':
      for (const parameter of expression.parameters) visitAny(parameter.default, visit);
      visit(expression.body);
      return;
    case 'function':
      visitBelow(expression.statement, visit);
      return;
    case 'comprehension':
      visitAny(expression.key, visit);
      visit(expression.element);
      for (const { target, iterable, conditions } of expression.clauses) {
        visit(target);
        visit(iterable);
        conditions.forEach(visit);
      }
      return;
    case 'starred':
      visit(expression.value);
      return;
    case 'walrus':
      visit(expression.target);
      visit(expression.value);
      return;
    case 'template':
      expression.values.forEach(visit);
      return;
    case 'await':
      visitAny(expression.value, visit);
      return;
    case 'unknown':
      expression.parts.forEach(visit);
  }
}

/** The outermost expressions of a function with those of all statements in it. */
function visitBelow(statement: Statement, visit: Visit): void {
  visitExpressions(statement, visit);
  visitStatements(statement, (one) => visitBelow(one, visit));
}

function visitAny(expression: Expression | undefined, visit: Visit): void {
  if (expression) visit(expression);
}
