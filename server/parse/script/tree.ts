import { parse, type TSESTree } from '@typescript-eslint/typescript-estree';
import ts from 'typescript';
import type { Span } from '../../model/span';
import type { ScriptBlock } from '../script-blocks';

/** The tree of one block of code, with offsets into the block. */
export interface ScriptTree {
  readonly program: TSESTree.Program;
  readonly comments: readonly TSESTree.Comment[];
  readonly errors: readonly Span[];
}

/**
 * Parses the code of one block; undefined where it nests deeper than the parser can follow.
 *
 * The parser refuses code with syntax errors, which is most code that is being typed. So the source
 * file is made first and its list of errors, a field that is not public, is emptied.
 */
export function parseTree(code: string, block: ScriptBlock): ScriptTree | undefined {
  // It also looks for the sign that ends a list of types behind the end of the text.
  return tryParse(code, block) ?? tryParse(`${code}\n>`, block);
}

function tryParse(code: string, block: ScriptBlock): ScriptTree | undefined {
  const kind = kindOf(block);
  try {
    const file = ts.createSourceFile(nameOf(kind), code, ts.ScriptTarget.Latest, true, kind);
    const diagnostics = diagnosticsOf(file);
    const errors = diagnostics.map(({ start, length }) => ({ start, end: start + length }));
    diagnostics.length = 0;
    const program = parse(file as unknown as string, {
      allowInvalidAST: true,
      comment: true,
      errorOnUnknownASTType: false,
      jsx: block.elements,
      loc: true,
      range: true,
      suppressDeprecatedPropertyWarnings: true,
    });
    return { program, comments: program.comments ?? [], errors };
  } catch {
    return undefined;
  }
}

interface Diagnostic {
  readonly start: number;
  readonly length: number;
}

/** The syntax errors that the parser of TypeScript found; `parse` looks at the same list. */
export function diagnosticsOf(file: ts.SourceFile): Diagnostic[] {
  return (file as unknown as { readonly parseDiagnostics: Diagnostic[] }).parseDiagnostics;
}

function kindOf({ types, elements }: ScriptBlock): ts.ScriptKind {
  if (types) return elements ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return elements ? ts.ScriptKind.JSX : ts.ScriptKind.JS;
}

function nameOf(kind: ts.ScriptKind): string {
  const extensions: Partial<Record<ts.ScriptKind, string>> = {
    [ts.ScriptKind.TSX]: 'tsx',
    [ts.ScriptKind.TS]: 'ts',
    [ts.ScriptKind.JSX]: 'jsx',
  };
  return `script.${extensions[kind] ?? 'js'}`;
}
