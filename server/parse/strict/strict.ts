import type { ParsedStretch, TreeNode } from '../tree';
import { isAt } from './nodes';
import { notStrict, startScanner } from './scanner';
import { addStatements } from './statements';

/**
 * Parses `text` from `start` to `end` if all of it is certainly Python, several times as fast as the tolerant
 * parser and into the same tree; gives undefined else, and for the few statements that it does not know.
 */
export function parseStrict(text: string, start: number, end: number): ParsedStretch | undefined {
  // A token could go on behind the stretch.
  if (end < text.length && text[end - 1] !== '\n') return undefined;
  try {
    const scanner = startScanner(text, start, end);
    const statements: TreeNode[] = [];
    addStatements(scanner, statements);
    const isWhole = isAt(scanner, 'eof') && statements.every((one) => isShallow(one, deepest));
    return isWhole ? { statements, comments: scanner.comments, errors: [] } : undefined;
  } catch (thrown) {
    if (thrown === notStrict || thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

/** The tolerant parser cuts deeper trees. */
const deepest = 290;

function isShallow({ children }: TreeNode, left: number): boolean {
  return left > 0 && children.every((child) => isShallow(child, left - 1));
}
