import type {
  Argument,
  ComprehensionClause,
  Expression,
  Parameter,
  Statement,
  SyntaxModule,
} from '../../server/model/syntax';

/**
 * Prints syntax as nested lists, a line for each statement, then comments and errors with their
 * text.
 */
export function printSyntax(module: SyntaxModule, text: string): string {
  const at = ({ start, end }: { start: number; end: number }): string =>
    JSON.stringify(text.slice(start, end));
  return [
    ...module.body.flatMap((statement) => printStatement(statement)),
    ...module.comments.map((comment) => `comment ${JSON.stringify(comment.text)}`),
    ...module.errors.map((error) => `error ${at(error)}`),
  ].join('\n');
}

/** Prints one expression as nested lists. */
export function printExpression(node: Expression | undefined): string {
  if (!node) return '_';
  switch (node.kind) {
    case 'name':
      return node.name;
    case 'literal':
      return typeof node.value === 'string' ? JSON.stringify(node.value) : String(node.value);
    case 'attribute':
      return `${printExpression(node.object)}.${node.name}`;
    case 'call':
      return list('call', printExpression(node.callee), ...node.args.map(printArgument));
    case 'subscript':
      return list('at', printExpression(node.object), printExpression(node.index));
    case 'slice':
      return list('slice', ...node.parts.map(printExpression));
    case 'sequence':
      return list(node.type, ...node.items.map(printExpression));
    case 'mapping':
      return list('map', ...node.entries.map(printEntry));
    case 'operation':
      return list(node.operator, ...node.operands.map(printExpression));
    case 'conditional':
      return list('if', ...[node.test, node.then, node.otherwise].map(printExpression));
    case 'lambda':
      return list('lambda', printParameters(node.parameters), printExpression(node.body));
    case 'function':
      return list(
        `function ${node.statement.name}`.trim(),
        ...printStatement(node.statement)
          .slice(1)
          .map((line) => line.trim()),
      );
    case 'comprehension':
      return list(
        `${node.type}-of`,
        ...(node.key ? [printExpression(node.key)] : []),
        printExpression(node.element),
        ...node.clauses.map(printClause),
      );
    case 'starred':
      return `*${printExpression(node.value)}`;
    case 'walrus':
      return list(':=', printExpression(node.target), printExpression(node.value));
    case 'template':
      return list('template', ...interleave(node.parts, node.values));
    case 'await':
      return list(node.how, ...(node.value ? [printExpression(node.value)] : []));
    case 'unknown':
      return list('?', ...node.parts.map(printExpression));
  }
}

function printStatement(node: Statement): string[] {
  switch (node.kind) {
    case 'expression':
      return [`do ${printExpression(node.value)}`];
    case 'assign': {
      const annotation = node.annotation ? ` : ${printExpression(node.annotation)}` : '';
      const value = node.value ? ` = ${printExpression(node.value)}` : '';
      const targets = node.targets.map(printExpression).join(' = ');
      const shared = node.shared ? ' shared' : '';
      return [
        `set${node.operator ? ` ${node.operator}` : ''}${shared} ${targets}${annotation}${value}`,
      ];
    }
    case 'return':
      return [`return ${printExpression(node.value)}`];
    case 'if':
      return [
        `if ${printExpression(node.test)}`,
        ...block(node.then),
        ...section('else', node.otherwise),
      ];
    case 'loop': {
      const head = node.target
        ? `for ${printExpression(node.target)} in ${printExpression(node.iterable)}`
        : `while ${printExpression(node.test)}`;
      return [head, ...block(node.body), ...section('else', node.otherwise)];
    }
    case 'with': {
      const items = node.items.map(({ context, target }) =>
        target
          ? `${printExpression(context)} as ${printExpression(target)}`
          : printExpression(context),
      );
      return [`with ${items.join(', ')}`, ...block(node.body)];
    }
    case 'try':
      return [
        'try',
        ...block(node.body),
        ...node.handlers.flatMap((handler) => [
          `except ${printExpression(handler.type)}${handler.name ? ` as ${handler.name}` : ''}`,
          ...block(handler.body),
        ]),
        ...section('else', node.otherwise),
        ...section('finally', node.finally),
      ];
    case 'function': {
      const returns = node.returns ? ` -> ${printExpression(node.returns)}` : '';
      const head = `${node.async ? 'async ' : ''}def ${node.name} ${printParameters(node.parameters)}${returns}`;
      return [...node.decorators.map(printDecorator), head, ...block(node.body)];
    }
    case 'class': {
      const bases = node.bases.map(printArgument).join(' ');
      return [
        ...node.decorators.map(printDecorator),
        `class ${node.name} (${bases})`,
        ...block(node.body),
      ];
    }
    case 'import':
      return node.items.map((item) => {
        const member = item.member === undefined ? '' : ` ${item.member}`;
        const module = '.'.repeat(item.level) + item.module;
        return `import ${module}${member} as ${item.local} (${item.binds})`;
      });
    case 'flow':
      return [[node.type, ...node.values.map(printExpression)].join(' ')];
    case 'match':
      return [
        `match ${printExpression(node.subject)}`,
        ...node.cases.flatMap(({ captures, guard, body }) => [
          `  case [${captures.map(printExpression).join(' ')}]${guard ? ` if ${printExpression(guard)}` : ''}`,
          ...block(block(body)),
        ]),
      ];
    case 'unknown':
      return [list('?', ...node.parts.map(printExpression))];
  }
}

function list(...parts: readonly string[]): string {
  return `(${parts.join(' ')})`;
}

function block(lines: readonly (Statement | string)[]): string[] {
  return lines
    .flatMap((line) => (typeof line === 'string' ? [line] : printStatement(line)))
    .map((line) => `  ${line}`);
}

function section(name: string, statements: readonly Statement[]): string[] {
  return statements.length > 0 ? [name, ...block(statements)] : [];
}

function printArgument(argument: Argument): string {
  const value = printExpression(argument.value);
  return `${'*'.repeat(argument.star)}${argument.name === undefined ? '' : `${argument.name}=`}${value}`;
}

function printEntry({ key, value }: { key?: Expression; value: Expression }): string {
  return key ? `${printExpression(key)}: ${printExpression(value)}` : `**${printExpression(value)}`;
}

function printParameters(parameters: readonly Parameter[]): string {
  const printed = parameters.map((parameter) => {
    const annotation = parameter.annotation ? `:${printExpression(parameter.annotation)}` : '';
    const value = parameter.default ? `=${printExpression(parameter.default)}` : '';
    const mark = parameter.keywordOnly ? '!' : '*'.repeat(parameter.star);
    return `${mark}${parameter.name}${annotation}${value}`;
  });
  return list(...printed);
}

function printClause({ target, iterable, conditions }: ComprehensionClause): string {
  const tests = conditions.map((condition) => ` if ${printExpression(condition)}`).join('');
  return `for ${printExpression(target)} in ${printExpression(iterable)}${tests}`;
}

function printDecorator(decorator: Expression): string {
  return `@${printExpression(decorator)}`;
}

function interleave(parts: readonly string[], values: readonly Expression[]): string[] {
  return parts.flatMap((part, index) => {
    const value = values[index];
    return [JSON.stringify(part), ...(value ? [printExpression(value)] : [])];
  });
}
