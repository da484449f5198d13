import type {
  Expression,
  IfStatement,
  MatchStatement,
  Statement,
  TryStatement,
  WithStatement,
} from '../model/syntax';
import { lowerAnnotation, lowerArguments, lowerParameters } from './calls';
import { lowerExpression, lowerKnown, lowerList } from './expressions';
import { branchesOf, contentSpan, lowerBody, type Branch } from './branches';
import { childNamed, inside, missing, spanOf, splitAt, textOf, type Source } from './nodes';
import { lowerCaptures } from './patterns';
import type { TreeNode } from './tree';

/** Lowers `def`; its span ends with its last statement. */
export function lowerFunction(source: Source, node: TreeNode): Statement {
  const list = childNamed(node, 'ParamList');
  const returns = childNamed(node, 'TypeDef');
  return {
    kind: 'function',
    ...nameOf(source, node),
    parameters: list ? lowerParameters(source, list) : [],
    returns: returns && lowerAnnotation(source, returns),
    decorators: [],
    body: lowerBody(source, childNamed(node, 'Body')),
    async: node.children[0]?.name === 'async',
    span: contentSpan(node),
  };
}

/** Lowers `class`; its span ends with its last statement. */
export function lowerClass(source: Source, node: TreeNode): Statement {
  const list = childNamed(node, 'ArgList');
  return {
    kind: 'class',
    ...nameOf(source, node),
    bases: list ? lowerArguments(source, list) : [],
    decorators: [],
    body: lowerBody(source, childNamed(node, 'Body')),
    span: contentSpan(node),
  };
}

/** Lowers `if` with its `elif` branches nested in `otherwise`. */
export function lowerIf(source: Source, node: TreeNode): IfStatement {
  const { end } = contentSpan(node);
  const [first, ...rest] = branchesOf(node, new Set(['if', 'elif', 'else']));
  const last = rest.at(-1)?.keyword.name === 'else' ? rest.pop() : undefined;
  const dropped = rest.splice(mostBranches);
  let otherwise = dropped.length > 0 ? [unread(dropped, end)] : lowerBody(source, last?.body);
  for (const branch of rest.reverse()) {
    otherwise = [
      { ...lowerBranch(source, branch, otherwise), span: { start: branch.keyword.start, end } },
    ];
  }
  return { ...lowerBranch(source, first, otherwise), span: { start: node.start, end } };
}

/** Lowers `while`. */
export function lowerWhile(source: Source, node: TreeNode): Statement {
  const [head, otherwise] = branchesOf(node, new Set(['while', 'else']));
  return {
    kind: 'loop',
    test: testOf(source, head),
    body: lowerBody(source, head?.body),
    otherwise: lowerBody(source, otherwise?.body),
    span: contentSpan(node),
  };
}

/** Lowers `for`, plain or asynchronous. */
export function lowerFor(source: Source, node: TreeNode): Statement {
  const [head, otherwise] = branchesOf(node, new Set(['for', 'else']));
  const [targets = [], iterables = []] = splitAt(head?.head ?? [], 'in');
  return {
    kind: 'loop',
    target: lowerList(source, targets) ?? missing(head?.keyword.end ?? node.start),
    iterable: lowerList(source, iterables) ?? missing(head?.body?.start ?? node.end),
    body: lowerBody(source, head?.body),
    otherwise: lowerBody(source, otherwise?.body),
    span: contentSpan(node),
  };
}

/** Lowers `with`, its items in parentheses or not. */
export function lowerWith(source: Source, node: TreeNode): Statement {
  const [branch] = branchesOf(node, new Set(['with']));
  const items = withItems(branch?.head ?? [])
    .filter((nodes) => nodes.length > 0)
    .map((nodes) => lowerWithItem(source, nodes));
  return { kind: 'with', items, body: lowerBody(source, branch?.body), span: contentSpan(node) };
}

/** Lowers `try` with its handlers. */
export function lowerTry(source: Source, node: TreeNode): TryStatement {
  const branches = branchesOf(node, new Set(['try', 'except', 'else', 'finally']));
  const bodyOf = (keyword: string): Statement[] =>
    lowerBody(source, branches.find((branch) => branch.keyword.name === keyword)?.body);
  return {
    kind: 'try',
    body: bodyOf('try'),
    handlers: branches
      .filter((branch) => branch.keyword.name === 'except')
      .map((branch) => lowerHandler(source, branch)),
    otherwise: bodyOf('else'),
    finally: bodyOf('finally'),
    span: contentSpan(node),
  };
}

/** Lowers `match`; of a pattern only the names that it binds are kept. */
export function lowerMatch(source: Source, node: TreeNode): MatchStatement {
  const body = childNamed(node, 'MatchBody');
  const subject = node.children.slice(1).filter((child) => child !== body);
  return {
    kind: 'match',
    subject: lowerList(source, subject) ?? missing(body?.start ?? node.end),
    cases: (body?.children ?? [])
      .filter((child) => child.name === 'MatchClause')
      .map((clause) => lowerCase(source, clause)),
    span: contentSpan(node),
  };
}

/** Branches of one `if` that are read: each nests in the one before, and readers recurse. */
const mostBranches = 200;

function nameOf(
  source: Source,
  node: TreeNode,
): Pick<Extract<Statement, { kind: 'class' }>, 'name' | 'nameSpan'> {
  const name = childNamed(node, 'VariableName');
  const keyword = node.children.find((child) => child.name === 'def' || child.name === 'class');
  const end = keyword?.end ?? node.start;
  const nameSpan = name ? spanOf(name) : { start: end, end };
  return { name: textOf(source, nameSpan), nameSpan };
}

function testOf(source: Source, branch: Branch | undefined): Expression {
  const [test] = branch?.head ?? [];
  return test ? lowerExpression(source, test) : missing(branch?.keyword.end ?? 0);
}

/** What stands for the branches that would nest too deep. */
function unread(branches: readonly Branch[], end: number): Statement {
  return { kind: 'unknown', parts: [], span: { start: branches[0]?.keyword.start ?? end, end } };
}

function lowerBranch(
  source: Source,
  branch: Branch | undefined,
  otherwise: readonly Statement[],
): Omit<IfStatement, 'span'> {
  const then = lowerBody(source, branch?.body);
  return { kind: 'if', test: testOf(source, branch), then, otherwise };
}

/** Separates the items, also those of `with (a, b as c):`. */
function withItems(head: readonly TreeNode[]): TreeNode[][] {
  const [first] = head;
  const isTuple = first?.name === 'TupleExpression';
  const isParenthesized = first?.name === 'ParenthesizedExpression' && childNamed(first, 'AsItem');
  if (head.length !== 1 || !first || !(isTuple || isParenthesized)) return splitAt(head, ',');
  return splitAt(inside(first), ',').map((nodes) =>
    nodes.flatMap((node) => (node.name === 'AsItem' ? node.children : [node])),
  );
}

function lowerWithItem(source: Source, nodes: readonly TreeNode[]): WithStatement['items'][number] {
  const [contexts = [], targets] = splitAt(nodes, 'as');
  const context = lowerList(source, contexts) ?? missing(nodes[0]?.start ?? 0);
  return { context, target: targets && lowerList(source, targets) };
}

function lowerHandler(source: Source, { head, body }: Branch): TryStatement['handlers'][number] {
  const [types = [], names = []] = splitAt(
    head.filter((node) => node.name !== '*'),
    'as',
  );
  const [name] = names;
  return {
    type: lowerList(source, types),
    name: name && textOf(source, name),
    body: lowerBody(source, body),
  };
}

function lowerCase(source: Source, clause: TreeNode): MatchStatement['cases'][number] {
  const guard = childNamed(clause, 'Guard');
  const [test] = guard ? lowerKnown(source, guard.children) : [];
  return {
    captures: lowerCaptures(source, clause),
    guard: test,
    body: lowerBody(source, childNamed(clause, 'Body')),
  };
}
