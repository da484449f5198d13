import type { Expression, Statement } from '../model/syntax';

/** Calls `visit` for every expression below the statements, outer before inner; nested functions included. */
export function walkStatements(
  statements: readonly Statement[],
  visit: (expression: Expression, statement: Statement) => void,
): void {
  const pending = [...statements].reverse();
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    const current = statement;
    for (const expression of expressionsOf(current)) {
      walkExpression(expression, (found) => visit(found, current));
    }
    const below = statementsOf(current);
    for (let index = below.length - 1; index >= 0; index--) pending.push(below[index]!);
  }
}

/** Calls `visit` for the expression and all that it contains, outer before inner. */
export function walkExpression(root: Expression, visit: (expression: Expression) => void): void {
  const pending: Expression[] = [root];
  for (let expression = pending.pop(); expression; expression = pending.pop()) {
    visit(expression);
    const parts = partsOf(expression);
    for (let index = parts.length - 1; index >= 0; index--) pending.push(parts[index]!);
  }
}

/** The statements directly inside a statement. */
export function statementsOf(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case 'if':
      return [...statement.then, ...statement.otherwise];
    case 'loop':
      return [...statement.body, ...statement.otherwise];
    case 'with':
    case 'function':
    case 'class':
      return statement.body;
    case 'try':
      return [
        ...statement.body,
        ...statement.handlers.flatMap((handler) => handler.body),
        ...statement.otherwise,
        ...statement.finally,
      ];
    case 'match':
      return statement.cases.flatMap((one) => one.body);
    default:
      return [];
  }
}

/** The expressions directly inside a statement, in source order. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'expression':
      return [statement.value];
    case 'assign':
      return present([...statement.targets, statement.annotation, statement.value]);
    case 'return':
      return present([statement.value]);
    case 'if':
      return [statement.test];
    case 'loop':
      return present([statement.target, statement.iterable, statement.test]);
    case 'with':
      return present(statement.items.flatMap((item) => [item.context, item.target]));
    case 'try':
      return present(statement.handlers.map((handler) => handler.type));
    case 'function':
      return present([
        ...statement.decorators,
        ...statement.parameters.flatMap((one) => [one.annotation, one.default]),
        statement.returns,
      ]);
    case 'class':
      return [...statement.decorators, ...statement.bases.map((base) => base.value)];
    case 'flow':
      return statement.values;
    case 'match':
      return present([statement.subject, ...statement.cases.map((one) => one.guard)]);
    case 'unknown':
      return statement.parts;
    case 'import':
      return [];
  }
}

/** The expressions directly inside an expression, in source order. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'name':
    case 'literal':
      return [];
    case 'attribute':
      return [expression.object];
    case 'call':
      return [expression.callee, ...expression.args.map((argument) => argument.value)];
    case 'subscript':
      return [expression.object, expression.index];
    case 'slice':
      return present(expression.parts);
    case 'sequence':
      return expression.items;
    case 'mapping':
      return present(expression.entries.flatMap((entry) => [entry.key, entry.value]));
    case 'operation':
      return expression.operands;
    case 'conditional':
      return [expression.then, expression.test, expression.otherwise];
    case 'lambda':
      return present([...expression.parameters.map((one) => one.default), expression.body]);
    case 'function':
      return expressionsBelow(expression.statement);
    case 'comprehension':
      return present([
        expression.key,
        expression.element,
        ...expression.clauses.flatMap((one) => [one.target, one.iterable, ...one.conditions]),
      ]);
    case 'starred':
      return [expression.value];
    case 'walrus':
      return [expression.target, expression.value];
    case 'template':
      return expression.values;
    case 'await':
      return present([expression.value]);
    case 'unknown':
      return expression.parts;
  }
}

/** The outermost expressions of a function with those of all statements in it. */
function expressionsBelow(top: Statement): readonly Expression[] {
  const found: Expression[] = [];
  const pending: Statement[] = [top];
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    found.push(...expressionsOf(statement));
    const below = statementsOf(statement);
    for (let index = below.length - 1; index >= 0; index--) pending.push(below[index]!);
  }
  return found;
}

function present(expressions: readonly (Expression | undefined)[]): readonly Expression[] {
  return expressions.filter((expression) => expression !== undefined);
}
