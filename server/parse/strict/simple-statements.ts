import type { TreeNode } from '../tree';
import { readAnnotation } from './definitions';
import { addItems, readTarget, readTest, readYield } from './expressions';
import { expect, isAt, nodeOf, take } from './nodes';
import { notStrict, type Scanner } from './scanner';

/** Reads a statement that has no block. */
export function readSmall(scanner: Scanner): TreeNode {
  const read = words[scanner.kind];
  return read ? read(scanner) : readExpressions(scanner);
}

const words: Readonly<Record<string, (scanner: Scanner) => TreeNode>> = {
  pass: (scanner) => nodeOf('PassStatement', [take(scanner)]),
  break: (scanner) => nodeOf('BreakStatement', [take(scanner)]),
  continue: (scanner) => nodeOf('ContinueStatement', [take(scanner)]),
  return: (scanner) => readList(scanner, 'ReturnStatement', readTest),
  assert: (scanner) => readList(scanner, 'AssertStatement', readTest),
  del: (scanner) => readList(scanner, 'DeleteStatement', readTarget),
  global: (scanner) => readList(scanner, 'ScopeStatement', readName),
  nonlocal: (scanner) => readList(scanner, 'ScopeStatement', readName),
  yield: (scanner) => readYield(scanner, 'YieldStatement'),
  raise: readRaise,
  import: readImport,
  from: readFrom,
};

function readList(scanner: Scanner, name: string, read: (scanner: Scanner) => TreeNode): TreeNode {
  const children = [take(scanner)];
  if (!isEnd(scanner)) addItems(scanner, children, read);
  return nodeOf(name, children);
}

function readName(scanner: Scanner): TreeNode {
  return expect(scanner, 'VariableName');
}

function readRaise(scanner: Scanner): TreeNode {
  const children = [take(scanner)];
  if (!isEnd(scanner)) children.push(readTest(scanner));
  if (isAt(scanner, 'from')) children.push(take(scanner), readTest(scanner));
  return nodeOf('RaiseStatement', children);
}

function readImport(scanner: Scanner): TreeNode {
  const children = [take(scanner)];
  addNames(scanner, children);
  return nodeOf('ImportStatement', children);
}

function readFrom(scanner: Scanner): TreeNode {
  const children = [take(scanner)];
  while (isAt(scanner, '.') || isAt(scanner, 'Ellipsis')) children.push(take(scanner));
  if (!isAt(scanner, 'import')) addDotted(scanner, children);
  children.push(expect(scanner, 'import'));
  if (isAt(scanner, '*')) children.push(take(scanner));
  else if (isAt(scanner, '(')) {
    children.push(take(scanner));
    addNames(scanner, children);
    children.push(expect(scanner, ')'));
  } else addNames(scanner, children);
  return nodeOf('ImportStatement', children);
}

function addNames(scanner: Scanner, into: TreeNode[]): void {
  for (;;) {
    addDotted(scanner, into);
    if (isAt(scanner, 'as')) into.push(take(scanner), readName(scanner));
    if (!isAt(scanner, ',')) return;
    into.push(take(scanner));
    if (isAt(scanner, ')')) return;
  }
}

function addDotted(scanner: Scanner, into: TreeNode[]): void {
  into.push(readName(scanner));
  while (isAt(scanner, '.')) into.push(take(scanner), readName(scanner));
}

/** Reads an expression, or an assignment of any sort. */
function readExpressions(scanner: Scanner): TreeNode {
  if (mayBeKeyword(scanner)) throw notStrict;
  const children: TreeNode[] = [];
  addItems(scanner, children, readTest);
  if (isAt(scanner, 'UpdateOp')) {
    children.push(take(scanner));
    addValue(scanner, children);
    return nodeOf('UpdateStatement', children);
  }
  const isAnnotated = isAt(scanner, ':');
  if (isAnnotated) children.push(readAnnotation(scanner));
  const isAssignment = isAt(scanner, 'AssignOp');
  while (isAt(scanner, 'AssignOp')) {
    children.push(take(scanner));
    addValue(scanner, children);
  }
  return nodeOf(isAssignment || isAnnotated ? 'AssignStatement' : 'ExpressionStatement', children);
}

function addValue(scanner: Scanner, into: TreeNode[]): void {
  if (isAt(scanner, 'yield')) into.push(readYield(scanner, 'YieldExpression'));
  else addItems(scanner, into, readTest);
}

/** `match` starts a statement of its own unless what follows makes a name of it, `type` before another name. */
function mayBeKeyword({ kind, text, start, stop }: Scanner): boolean {
  if (kind !== 'VariableName' || (stop - start !== 5 && stop - start !== 4)) return false;
  const word = text.slice(start, stop);
  const ahead = word === 'type' || word === 'match' ? text.slice(stop, stop + 80) : '';
  return word === 'type' ? /^\s*\w/.test(ahead) : word === 'match' && !/^\s*[=.,:)]/.test(ahead);
}

function isEnd({ kind }: Scanner): boolean {
  return kind === 'newline' || kind === 'eof' || kind === ';';
}
