import type { ScriptLanguage } from '../model/document';
import type { Span } from '../model/span';
import type { Comment, Statement, SyntaxModule } from '../model/syntax';
import { markupComments, scriptBlocks, type ScriptBlock } from './script-blocks';
import { sharedNames } from './script/shared-names';
import { spanOf, type Source } from './script/source';
import { lowerStatement } from './script/statements';
import { parseTree } from './script/tree';

/**
 * Reads JavaScript or TypeScript, or the script blocks of Vue, Svelte and HTML, each on its own. What
 * is not code is an error around which the rest survives. Never throws.
 */
export function parseScript(text: string, language: ScriptLanguage): SyntaxModule {
  const blocks = scriptBlocks(text, language).map((block) => readBlock(text, block));
  const isMarkup = language === 'vue' || language === 'svelte' || language === 'html';
  const around = isMarkup ? markupComments(text).map((span) => comment(text, span)) : [];
  return {
    body: blocks.flatMap(({ body }) => body),
    comments: [...around, ...blocks.flatMap(({ comments }) => comments)].sort(
      (one, other) => one.span.start - other.span.start,
    ),
    errors: blocks.flatMap(({ errors }) => errors),
  };
}

function readBlock(text: string, block: ScriptBlock): SyntaxModule {
  const { start, end } = block.span;
  const code = text.slice(start, end);
  const tree = parseTree(code, block);
  if (!tree) return { body: [], comments: [], errors: [block.span] };
  const shift = (span: Span): Span => ({
    start: Math.min(start + span.start, end),
    end: Math.min(start + span.end, end),
  });
  const shared = sharedNames(tree.program);
  const source = { code, offset: start, shared, depth: 0, inSwitch: false };
  const broken: Span[] = [];
  return {
    body: tree.program.body.flatMap((node) => lowerSafely(source, node, broken)),
    comments: tree.comments.map(({ range: [from, to] }) =>
      comment(text, shift({ start: from, end: to })),
    ),
    errors: [...tree.errors.map(shift), ...broken],
  };
}

/** Half-typed code may lack any part of a node, so a statement that cannot be lowered is an error. */
function lowerSafely(
  source: Source,
  node: Parameters<typeof lowerStatement>[1],
  broken: Span[],
): readonly Statement[] {
  try {
    return lowerStatement({ ...source }, node);
  } catch {
    const span = spanOf(source, node);
    broken.push(span);
    return [{ kind: 'unknown', parts: [], span }];
  }
}

/** A comment without its marks: `//`, `/* … *\/` or those of markup. */
function comment(text: string, span: Span): Comment {
  const raw = text.slice(span.start, span.end);
  const inner = raw.replace(/^(?:\/\/+|\/\*+|<!--+)/, '').replace(/(?:\*+\/|-->)$/, '');
  return { span, text: inner.trim() };
}
