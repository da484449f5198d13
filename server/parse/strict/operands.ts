import type { TreeNode } from '../tree';
import {
  addItem,
  addItems,
  readNamed,
  readPlain,
  readTarget,
  readTest,
  readYield,
} from './expressions';
import { isWordStart } from './characters';
import { expect, isAt, nodeOf, take, takeAs } from './nodes';
import { notStrict, type Scanner } from './scanner';
import { readStrings } from './texts';

/** Reads an operand with what follows it: calls, subscripts and attributes. */
export function readOperand(scanner: Scanner): TreeNode {
  if (isAt(scanner, 'await')) {
    return nodeOf('AwaitExpression', [take(scanner), readOperand(scanner)]);
  }
  let operand = readAtom(scanner);
  for (;;) {
    if (isAt(scanner, '(')) operand = nodeOf('CallExpression', [operand, readArguments(scanner)]);
    else if (isAt(scanner, '.')) operand = readMember(scanner, operand);
    else if (isAt(scanner, '[')) operand = readSubscript(scanner, operand);
    else return operand;
  }
}

/** Reads the arguments of a call or the bases of a class. */
export function readArguments(scanner: Scanner): TreeNode {
  const children = [take(scanner)];
  while (!isAt(scanner, ')')) {
    addArgument(scanner, children);
    if (!isAt(scanner, ',')) break;
    children.push(take(scanner));
  }
  children.push(expect(scanner, ')'));
  return nodeOf('ArgList', children);
}

function readAtom(scanner: Scanner): TreeNode {
  switch (scanner.kind) {
    case 'VariableName':
    case 'Number':
    case 'None':
    case 'Boolean':
    case 'Ellipsis':
      return take(scanner);
    case 'quote':
      return readStrings(scanner);
    case '(':
      return readParentheses(scanner);
    case '[':
      return readList(scanner);
    case '{':
      return readBraces(scanner);
    default:
      throw notStrict;
  }
}

/** Behind a point keywords are names too. */
function readMember(scanner: Scanner, object: TreeNode): TreeNode {
  const point = take(scanner);
  const code = scanner.text.charCodeAt(scanner.start);
  const isWord = !isAt(scanner, 'quote') && isWordStart(code);
  if (!isWord) throw notStrict;
  return nodeOf('MemberExpression', [object, point, takeAs(scanner, 'PropertyName')]);
}

function readSubscript(scanner: Scanner, object: TreeNode): TreeNode {
  const children = [object, take(scanner)];
  do {
    addIndex(scanner, children);
    if (!isAt(scanner, ',')) break;
    children.push(take(scanner));
  } while (!isAt(scanner, ']'));
  children.push(expect(scanner, ']'));
  return nodeOf('MemberExpression', children);
}

/** An index or slice: up to three parts around colons, all of which may be missing. */
function addIndex(scanner: Scanner, into: TreeNode[]): void {
  if (!isAt(scanner, ':')) addItem(scanner, into, readNamed);
  for (let colons = 0; colons < 2 && isAt(scanner, ':'); colons++) {
    into.push(take(scanner));
    if (!isAt(scanner, ':') && !isAt(scanner, ',') && !isAt(scanner, ']')) {
      into.push(readNamed(scanner));
    }
  }
}

function addArgument(scanner: Scanner, into: TreeNode[]): void {
  if (isAt(scanner, '*') || isAt(scanner, '**')) {
    into.push(take(scanner), readTest(scanner));
    return;
  }
  const value = readTest(scanner);
  into.push(value);
  if (isAt(scanner, 'AssignOp') || isAt(scanner, ':=')) {
    if (value.name !== 'VariableName') throw notStrict;
    into.push(takeAs(scanner, 'AssignOp'), readTest(scanner));
  }
  addClauses(scanner, into);
}

/** Adds `for target in iterable if condition …`, if that is what follows. */
function addClauses(scanner: Scanner, into: TreeNode[]): boolean {
  const from = into.length;
  while (isAt(scanner, 'for') || isAt(scanner, 'async')) {
    if (isAt(scanner, 'async')) into.push(take(scanner));
    into.push(expect(scanner, 'for'));
    addItems(scanner, into, readTarget);
    into.push(expect(scanner, 'in'), readPlain(scanner));
    while (isAt(scanner, 'if')) into.push(take(scanner), readPlain(scanner));
  }
  return into.length > from;
}

function readParentheses(scanner: Scanner): TreeNode {
  const children = [take(scanner)];
  let name = 'ParenthesizedExpression';
  if (isAt(scanner, ')')) name = 'TupleExpression';
  else if (isAt(scanner, 'yield')) children.push(readYield(scanner, 'YieldExpression'));
  else {
    addItem(scanner, children, readItem);
    if (isAt(scanner, ',')) name = 'TupleExpression';
    else if (addClauses(scanner, children)) name = 'ComprehensionExpression';
    addRest(scanner, children, readItem, ')');
  }
  children.push(expect(scanner, ')'));
  return nodeOf(name, children);
}

/** What stands in parentheses, those of `with` too: `open(path) as file`. */
function readItem(scanner: Scanner): TreeNode {
  const value = readNamed(scanner);
  if (!isAt(scanner, 'as')) return value;
  return nodeOf('AsItem', [value, take(scanner), readTarget(scanner)]);
}

function readList(scanner: Scanner): TreeNode {
  const children = [take(scanner)];
  let name = 'ArrayExpression';
  if (!isAt(scanner, ']')) {
    addItem(scanner, children, readNamed);
    if (addClauses(scanner, children)) name = 'ArrayComprehensionExpression';
    else addRest(scanner, children, readNamed, ']');
  }
  children.push(expect(scanner, ']'));
  return nodeOf(name, children);
}

function readBraces(scanner: Scanner): TreeNode {
  const children = [take(scanner)];
  let kind = 'Dictionary';
  let form = 'Expression';
  if (!isAt(scanner, '}')) {
    const isMapping = addEntry(scanner, children);
    kind = isMapping ? 'Dictionary' : 'Set';
    if (addClauses(scanner, children)) form = 'ComprehensionExpression';
    while (isAt(scanner, ',')) {
      children.push(take(scanner));
      if (isAt(scanner, '}')) break;
      if (addEntry(scanner, children) !== isMapping) throw notStrict;
    }
  }
  children.push(expect(scanner, '}'));
  return nodeOf(kind + form, children);
}

/** Adds an entry of a dict or an item of a set; tells whether it was an entry. */
function addEntry(scanner: Scanner, into: TreeNode[]): boolean {
  if (isAt(scanner, '**')) {
    into.push(take(scanner), readTarget(scanner));
    return true;
  }
  addItem(scanner, into, readNamed);
  if (!isAt(scanner, ':')) return false;
  into.push(take(scanner), readTest(scanner));
  return true;
}

function addRest(
  scanner: Scanner,
  into: TreeNode[],
  read: (scanner: Scanner) => TreeNode,
  closing: string,
): void {
  while (isAt(scanner, ',')) {
    into.push(take(scanner));
    if (isAt(scanner, closing)) return;
    addItem(scanner, into, read);
  }
}
