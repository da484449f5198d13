import type { TreeNode } from '../tree';
import { readNamed, readTarget, readTest } from './expressions';
import { expect, isAt, nodeOf, take, takeAs } from './nodes';
import { readArguments } from './operands';
import { advance, notStrict, type Scanner } from './scanner';
import { readBody } from './statements';

/** Reads `def`, behind what stands before it. */
export function readFunction(scanner: Scanner, before: readonly TreeNode[] = []): TreeNode {
  const children = [...before, expect(scanner, 'def'), expect(scanner, 'VariableName')];
  children.push(readParameters(scanner));
  if (isAt(scanner, '->')) {
    advance(scanner);
    children.push(nodeOf('TypeDef', [readTest(scanner)]));
  }
  children.push(readBody(scanner));
  return nodeOf('FunctionDefinition', children);
}

/** Reads `class`. */
export function readClass(scanner: Scanner): TreeNode {
  const children = [take(scanner), expect(scanner, 'VariableName')];
  if (isAt(scanner, '(')) children.push(readArguments(scanner));
  children.push(readBody(scanner));
  return nodeOf('ClassDefinition', children);
}

/** Reads a definition with its decorators. */
export function readDecorated(scanner: Scanner): TreeNode {
  const children: TreeNode[] = [];
  while (isAt(scanner, '@')) {
    children.push(nodeOf('Decorator', [takeAs(scanner, 'At'), readNamed(scanner)]));
    if (!isAt(scanner, 'newline')) throw notStrict;
    advance(scanner);
  }
  if (isAt(scanner, 'class')) children.push(readClass(scanner));
  else children.push(readFunction(scanner, isAt(scanner, 'async') ? [take(scanner)] : []));
  return nodeOf('DecoratedStatement', children);
}

/** Reads `: type`, which the colon starts; the star of `*args: *Types` belongs to it. */
export function readAnnotation(scanner: Scanner): TreeNode {
  const children = [take(scanner)];
  if (isAt(scanner, '*')) children.push(take(scanner), readTarget(scanner));
  else children.push(readTest(scanner));
  return nodeOf('TypeDef', children);
}

function readParameters(scanner: Scanner): TreeNode {
  const children = [expect(scanner, '(')];
  while (!isAt(scanner, ')')) {
    addParameter(scanner, children);
    if (!isAt(scanner, ',')) break;
    children.push(take(scanner));
  }
  children.push(expect(scanner, ')'));
  return nodeOf('ParamList', children);
}

function addParameter(scanner: Scanner, into: TreeNode[]): void {
  const isMark = isAt(scanner, '*') || isAt(scanner, '**') || isAt(scanner, '/');
  if (isMark) into.push(take(scanner));
  if (isMark && !isAt(scanner, 'VariableName')) return;
  into.push(expect(scanner, 'VariableName'));
  if (isAt(scanner, ':')) into.push(readAnnotation(scanner));
  if (isAt(scanner, 'AssignOp')) into.push(take(scanner), readTest(scanner));
}
