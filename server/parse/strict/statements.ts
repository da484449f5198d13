import type { TreeNode } from '../tree';
import { readClass, readDecorated, readFunction } from './definitions';
import { addItems, readNamed, readTarget, readTest } from './expressions';
import { expect, isAt, nodeOf, take } from './nodes';
import { advance, notStrict, type Scanner } from './scanner';
import { readSmall } from './simple-statements';

/** Adds the statements up to the end of the block, or of the text. */
export function addStatements(scanner: Scanner, into: TreeNode[]): void {
  while (!isAt(scanner, 'dedent') && !isAt(scanner, 'eof')) {
    const read = compound[scanner.kind];
    if (read) into.push(read(scanner));
    else addLine(scanner, into);
  }
}

/** Reads the block behind a colon: indented, or the rest of the line. */
export function readBody(scanner: Scanner): TreeNode {
  const children = [expect(scanner, ':')];
  if (isAt(scanner, 'newline')) {
    advance(scanner);
    if (!isAt(scanner, 'indent')) throw notStrict;
    advance(scanner);
    addStatements(scanner, children);
    if (isAt(scanner, 'dedent')) advance(scanner);
  } else addLine(scanner, children);
  return nodeOf('Body', children);
}

function addLine(scanner: Scanner, into: TreeNode[]): void {
  into.push(readSmall(scanner));
  while (isAt(scanner, ';')) {
    advance(scanner);
    if (isAt(scanner, 'newline') || isAt(scanner, 'eof')) break;
    into.push(readSmall(scanner));
  }
  if (isAt(scanner, 'newline')) advance(scanner);
  else if (!isAt(scanner, 'eof')) throw notStrict;
}

const compound: Readonly<Record<string, (scanner: Scanner) => TreeNode>> = {
  if: readIf,
  while: readWhile,
  for: readFor,
  with: readWith,
  try: readTry,
  def: readFunction,
  class: readClass,
  '@': readDecorated,
  async: readAsync,
};

function readIf(scanner: Scanner): TreeNode {
  const children = [take(scanner), readNamed(scanner), readBody(scanner)];
  while (isAt(scanner, 'elif')) {
    children.push(take(scanner), readNamed(scanner), readBody(scanner));
  }
  addBranch(scanner, 'else', children);
  return nodeOf('IfStatement', children);
}

function readWhile(scanner: Scanner): TreeNode {
  const children = [take(scanner), readNamed(scanner), readBody(scanner)];
  addBranch(scanner, 'else', children);
  return nodeOf('WhileStatement', children);
}

function readFor(scanner: Scanner, before: readonly TreeNode[] = []): TreeNode {
  const children = [...before, expect(scanner, 'for')];
  addItems(scanner, children, readTarget);
  children.push(expect(scanner, 'in'));
  addItems(scanner, children, readTest);
  children.push(readBody(scanner));
  addBranch(scanner, 'else', children);
  return nodeOf('ForStatement', children);
}

function readWith(scanner: Scanner, before: readonly TreeNode[] = []): TreeNode {
  const children = [...before, expect(scanner, 'with')];
  for (;;) {
    children.push(readTest(scanner));
    if (isAt(scanner, 'as')) children.push(take(scanner), readTarget(scanner));
    if (!isAt(scanner, ',')) break;
    children.push(take(scanner));
  }
  children.push(readBody(scanner));
  return nodeOf('WithStatement', children);
}

function readTry(scanner: Scanner): TreeNode {
  const children = [take(scanner), readBody(scanner)];
  while (isAt(scanner, 'except')) {
    children.push(take(scanner));
    if (isAt(scanner, '*')) children.push(take(scanner));
    if (!isAt(scanner, ':')) addItems(scanner, children, readTest);
    if (isAt(scanner, 'as')) children.push(take(scanner), expect(scanner, 'VariableName'));
    children.push(readBody(scanner));
  }
  addBranch(scanner, 'else', children);
  addBranch(scanner, 'finally', children);
  return nodeOf('TryStatement', children);
}

function addBranch(scanner: Scanner, keyword: string, into: TreeNode[]): void {
  if (isAt(scanner, keyword)) into.push(take(scanner), readBody(scanner));
}

function readAsync(scanner: Scanner): TreeNode {
  const word = take(scanner);
  if (isAt(scanner, 'def')) return readFunction(scanner, [word]);
  return isAt(scanner, 'for') ? readFor(scanner, [word]) : readWith(scanner, [word]);
}
