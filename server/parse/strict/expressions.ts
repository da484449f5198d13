import type { TreeNode } from '../tree';
import { readOperand } from './operands';
import { expect, isAt, nodeOf, take, takeAs } from './nodes';
import { notStrict, type Scanner } from './scanner';

/** How tight binary operators bind; comparisons chain to the left like the others. */
const levels: ReadonlyMap<string, number> = new Map(
  [
    'or',
    'and',
    '',
    'in not is < > == != <= >= <>',
    '|',
    '^',
    '&',
    '<< >>',
    '+ -',
    '* / // % @',
    '',
    '**',
  ].flatMap((words, index) => words.split(' ').map((word) => [word, index + 1] as const)),
);

/** Level of everything but `lambda` and `if`. */
const anyOperator = 1;
const notLevel = 3;
const comparison = 4;
/** Level of what may stand between `for` and `in`. */
const arithmetic = 5;
const signLevel = 11;
const power = 12;

/** Reads an expression without a walrus or a comma. */
export function readTest(scanner: Scanner): TreeNode {
  if (isAt(scanner, 'lambda')) return readLambda(scanner);
  const then = readOperation(scanner, anyOperator);
  if (!isAt(scanner, 'if')) return then;
  const word = take(scanner);
  const test = readOperation(scanner, anyOperator);
  return nodeOf('ConditionalExpression', [
    then,
    word,
    test,
    expect(scanner, 'else'),
    readTest(scanner),
  ]);
}

/** Reads an expression that may be a walrus. */
export function readNamed(scanner: Scanner): TreeNode {
  const test = readTest(scanner);
  if (!isAt(scanner, ':=')) return test;
  return nodeOf('NamedExpression', [test, takeAs(scanner, 'AssignOp'), readTest(scanner)]);
}

/** Reads an expression without `if`, as it stands behind the `in` and `if` of a comprehension. */
export function readPlain(scanner: Scanner): TreeNode {
  return isAt(scanner, 'lambda') ? readLambda(scanner) : readOperation(scanner, anyOperator);
}

/** Reads what may be a target: an expression without comparisons and words. */
export function readTarget(scanner: Scanner): TreeNode {
  return readOperation(scanner, arithmetic);
}

/** Adds `*value`, or what `read` reads. */
export function addItem(
  scanner: Scanner,
  into: TreeNode[],
  read: (scanner: Scanner) => TreeNode,
): void {
  if (!isAt(scanner, '*')) into.push(read(scanner));
  else into.push(take(scanner), readTarget(scanner));
}

/** Adds items between commas, the last of which may be missing behind its comma. */
export function addItems(
  scanner: Scanner,
  into: TreeNode[],
  read: (scanner: Scanner) => TreeNode,
): void {
  addItem(scanner, into, read);
  while (isAt(scanner, ',')) {
    into.push(take(scanner));
    if (ends.has(scanner.kind)) return;
    addItem(scanner, into, read);
  }
}

/** What may stand behind a last comma. */
const ends = new Set(') ] } newline eof ; : := = AssignOp UpdateOp in ! from import as'.split(' '));

/** Reads `yield` with what it gives. */
export function readYield(scanner: Scanner, name: string): TreeNode {
  const children = [take(scanner)];
  if (isAt(scanner, 'from')) children.push(take(scanner), readTest(scanner));
  else if (!ends.has(scanner.kind)) addItems(scanner, children, readTest);
  return nodeOf(name, children);
}

function readOperation(scanner: Scanner, least: number): TreeNode {
  let left = readSigned(scanner, least);
  for (;;) {
    const { kind } = scanner;
    const level = levels.get(kind);
    if (level === undefined || level < least) return left;
    const children = [left, take(scanner)];
    if (kind === 'not') children.push(expect(scanner, 'in'));
    else if (kind === 'is' && isAt(scanner, 'not')) children.push(take(scanner));
    // Powers are read from the right, and their exponent may have a sign.
    children.push(readOperation(scanner, level === power ? signLevel : level + 1));
    left = nodeOf('BinaryExpression', children);
  }
}

function readSigned(scanner: Scanner, least: number): TreeNode {
  const { kind } = scanner;
  if (kind === 'not') {
    if (least >= comparison) throw notStrict;
    return nodeOf('UnaryExpression', [take(scanner), readOperation(scanner, notLevel)]);
  }
  if (kind !== '-' && kind !== '+' && kind !== '~') return readOperand(scanner);
  return nodeOf('UnaryExpression', [take(scanner), readOperation(scanner, signLevel)]);
}

function readLambda(scanner: Scanner): TreeNode {
  const word = take(scanner);
  const parameters: TreeNode[] = [];
  while (!isAt(scanner, ':')) {
    addParameter(scanner, parameters);
    if (!isAt(scanner, ',')) break;
    parameters.push(take(scanner));
  }
  const colon = expect(scanner, ':');
  const list = parameters.length > 0 ? [nodeOf('ParamList', parameters)] : [];
  return nodeOf('LambdaExpression', [word, ...list, colon, readTest(scanner)]);
}

function addParameter(scanner: Scanner, into: TreeNode[]): void {
  if (isAt(scanner, '*') || isAt(scanner, '**') || isAt(scanner, '/')) {
    const mark = take(scanner);
    into.push(mark);
    if (mark.name !== '/' && isAt(scanner, 'VariableName')) into.push(take(scanner));
    return;
  }
  into.push(expect(scanner, 'VariableName'));
  if (isAt(scanner, 'AssignOp')) into.push(take(scanner), readTest(scanner));
}
