import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Span } from '../../server/model/span';
import type { SyntaxModule } from '../../server/model/syntax';

const folder = 'test/parse/corpus';

/** The fixture files: model code in the idioms of real libraries, valid for Python 3.13. */
export const corpus: readonly { readonly file: string; readonly text: string }[] = readdirSync(
  folder,
)
  .sort()
  .map((file) => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }));

/**
 * Something in a syntax tree that has a span: its kind, its name if it has one, and where that
 * stands.
 */
export interface Place {
  readonly kind: string;
  readonly name?: string;
  readonly nameSpan?: Span;
  readonly span: Span;
}

/** Everything in a module that has a kind and a span, from the outside to the inside. */
export function placesOf(module: SyntaxModule): Place[] {
  const places: Place[] = [];
  visit(module.body, places);
  return places;
}

function visit(value: unknown, places: Place[]): void {
  if (typeof value !== 'object' || value === null) return;
  if ('kind' in value && 'span' in value) places.push(value as Place);
  for (const child of Object.values(value)) visit(child, places);
}
