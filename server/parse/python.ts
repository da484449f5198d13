import type { SyntaxModule } from '../model/syntax';
import type { Source } from './nodes';
import { lowerStatements } from './statements';
import { prepareText } from './text';
import { parseStretch } from './tree';

/** Reads a whole Python file; what is not Python is an error around which the rest survives. Never throws. */
export function parsePython(text: string): SyntaxModule {
  const source: Source = { text, errors: [] };
  const prepared = prepareText(text);
  const { statements, comments, errors } = parseStretch(prepared, 0, prepared.length);
  const body = lowerStatements(source, statements);
  const all = [...errors, ...source.errors].sort((one, other) => one.start - other.start);
  return { body, comments, errors: all };
}
