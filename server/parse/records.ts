import type { LRParser } from '@lezer/lr';

/**
 * Parses a text into the parser's own records: four numbers for each node, in postfix order: type,
 * start, end and the length of the records of the node with its children (negative: no node).
 *
 * The parser would make a tree of them, and recurse as deep as the text nests. Two of its members
 * that are not public are used for this, so that its version is pinned: `stackToTree` ends a parse,
 * and `bigReductionCount` is a guard against deep trees that counts comments and empty lines too,
 * and puts an error into every long file.
 */
export function parseRecords(parser: LRParser, text: string): readonly number[] {
  const parse = parser.startParse(text) as unknown as Parse;
  let finished: Stack | undefined;
  parse.stackToTree = (stack) => {
    finished = stack;
    return true;
  };
  while (!finished) {
    parse.bigReductionCount = 0;
    parse.advance();
  }
  return recordsOf(finished);
}

interface Parse {
  bigReductionCount: number;
  stackToTree: (stack: Stack) => unknown;
  advance(): unknown;
}

/** The records of a stack start at `bufferBase` of all; those before lie in its parents. */
interface Stack {
  readonly buffer: readonly number[];
  readonly bufferBase: number;
  readonly parent: Stack | null;
}

function recordsOf(stack: Stack): readonly number[] {
  const parts: (readonly number[])[] = [stack.buffer];
  for (let { parent, bufferBase } = stack; parent; { parent, bufferBase } = parent) {
    parts.push(parent.buffer.slice(0, bufferBase - parent.bufferBase));
  }
  return parts.length === 1 ? stack.buffer : parts.reverse().flat();
}
