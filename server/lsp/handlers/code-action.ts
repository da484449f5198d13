import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
} from 'vscode-languageserver/node';
import type { Finding } from '../../model/finding';
import { clientCommands, type ClientLook } from '../../protocol';
import type { Action } from '../../service/service-types';
import type { Context } from '../context';
import { toLocation, toSpan, type Source } from '../convert';
import { toDiagnostic, toWorkspaceEdit, type SourceAt } from '../to-protocol';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.dropoutLens`;
export const notebookFixAllKind = `notebook.${fixAllKind}`;

/** Answers `textDocument/codeAction`: what mends or silences the findings there, and all safe fixes. */
export async function codeAction(
  { analysis, service, client, sourceAt }: Context,
  { textDocument: { uri }, range, context }: CodeActionParams,
): Promise<CodeAction[]> {
  const source = await analysis.current(uri);
  const span = source && toSpan(source, uri, range);
  if (!source || !span) return [];
  const wanted = (kind: string): boolean =>
    !context.only || context.only.some((only) => covers(only, kind));
  const single = service
    .actions(source.document.uri, span)
    .flatMap(
      (action) => toCodeAction(source, action, context.diagnostics, client.look, sourceAt) ?? [],
    )
    .filter(({ kind = '' }) => wanted(kind));
  const all = source.document.cellStarts ? notebookFixAllKind : fixAllKind;
  // Source actions belong to no place, so they are made only when the editor asks for them.
  if (!context.only || !wanted(all)) return single;
  const edits = service.fixAll(source.document.uri);
  if (edits.length === 0) return single;
  const edit = toWorkspaceEdit(source, edits);
  return [...single, { title: 'Fix all safe dropout findings', kind: all, edit }];
}

function covers(only: string, kind: string): boolean {
  return only === '' || kind === only || kind.startsWith(`${only}.`);
}

function toCodeAction(
  source: Source,
  action: Action,
  shown: readonly Diagnostic[],
  look: ClientLook,
  sourceAt: SourceAt,
): CodeAction | undefined {
  const { title } = action;
  if (action.kind === 'simulate') {
    if (!look.vscode) return undefined;
    const { uri, range } = toLocation(source, { start: action.offset, end: action.offset });
    const place = { uri, position: range.start };
    const command = { title, command: clientCommands.simulate, arguments: [place] };
    return { title, kind: CodeActionKind.Empty, command };
  }
  const diagnostics = [shownFor(source, action.finding, shown, look, sourceAt)];
  const quick = { title, kind: CodeActionKind.QuickFix, diagnostics };
  if (action.kind === 'fix' || action.kind === 'suppress') {
    const isPreferred = action.kind === 'fix' && action.preferred;
    return {
      ...quick,
      edit: toWorkspaceEdit(source, action.edits),
      ...(isPreferred && { isPreferred }),
    };
  }
  if (!look.vscode) return undefined;
  const name = action.kind === 'page' ? clientCommands.explain : clientCommands.disableRule;
  return { ...quick, command: { title, command: name, arguments: [action.rule] } };
}

/** The diagnostic of a finding as the editor shows it, so that the editor joins action and squiggle. */
function shownFor(
  source: Source,
  finding: Finding,
  shown: readonly Diagnostic[],
  look: ClientLook,
  sourceAt: SourceAt,
): Diagnostic {
  const own = toDiagnostic(source, finding, look, sourceAt);
  const same = (other: Diagnostic): boolean =>
    other.code === own.code && JSON.stringify(other.range) === JSON.stringify(own.range);
  return shown.find(same) ?? own;
}
