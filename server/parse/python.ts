import type { SyntaxModule } from '../model/syntax';
import { maskMagics } from './magics';
import type { Source } from './nodes';
import { parseRecovering } from './recovery';
import { lowerStatements } from './statements';
import { parseStrict } from './strict/strict';
import { prepareText } from './text';

/**
 * Reads a whole Python file, or a notebook, whose cells start at `cellStarts`: each is read on its
 * own, without its magics. What is not Python is an error around which the rest survives. Never
 * throws.
 */
export function parsePython(text: string, cellStarts?: readonly number[]): SyntaxModule {
  const source: Source = { text, errors: [] };
  const prepared = prepareText(cellStarts ? maskCells(text, cellStarts) : text);
  // Nearly all code is whole: the strict parser reads it several times as fast, into the same tree.
  const stretches = boundsOf(text, cellStarts ?? [0]).map(
    ({ start, end }) => parseStrict(prepared, start, end) ?? parseRecovering(prepared, start, end),
  );
  const body = lowerStatements(
    source,
    stretches.flatMap(({ statements }) => statements),
  );
  const errors = [...stretches.flatMap((stretch) => stretch.errors), ...source.errors];
  return {
    body,
    comments: stretches.flatMap(({ comments }) => comments),
    errors: errors.sort((one, other) => one.start - other.start),
  };
}

/** Where each cell starts and ends; what stands before the first belongs to it. */
function boundsOf(text: string, starts: readonly number[]): { start: number; end: number }[] {
  return starts.map((start, index) => ({
    start: index === 0 ? 0 : start,
    end: starts[index + 1] ?? text.length,
  }));
}

function maskCells(text: string, starts: readonly number[]): string {
  return boundsOf(text, starts)
    .map(({ start, end }) => maskMagics(text.slice(start, end)))
    .join('');
}
