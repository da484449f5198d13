import type { TreeNode } from '../tree';
import { advance, notStrict, type Scanner } from './scanner';

/** A node that spans its children, of which there is one at least. */
export function nodeOf(name: string, children: readonly TreeNode[]): TreeNode {
  return { name, start: children[0]!.start, end: children[children.length - 1]!.end, children };
}

/** Whether the current token is of that kind. */
export function isAt(scanner: Scanner, kind: string): boolean {
  return scanner.kind === kind;
}

/** The current token as a node; goes on to the next. */
export function take(scanner: Scanner): TreeNode {
  const { kind, start, stop } = scanner;
  advance(scanner);
  return { name: kind, start, end: stop, children: nothing };
}

/** The current token, which must be of that kind, as a node; goes on to the next. */
export function expect(scanner: Scanner, kind: string): TreeNode {
  if (scanner.kind !== kind) throw notStrict;
  return take(scanner);
}

/** The current token as a node of another name; goes on to the next. */
export function takeAs(scanner: Scanner, name: string): TreeNode {
  const { start, stop } = scanner;
  advance(scanner);
  return { name, start, end: stop, children: nothing };
}

const nothing: readonly TreeNode[] = [];
