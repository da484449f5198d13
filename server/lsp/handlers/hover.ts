import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver/node';
import type { Context } from '../context';
import { toLocation, toOffset } from '../convert';

/** Answers `textDocument/hover`. */
export async function hover(
  { analysis, service, client: { look }, sourceAt }: Context,
  { textDocument, position }: HoverParams,
): Promise<Hover | null> {
  const source = await analysis.current(textDocument.uri);
  const offset = source && toOffset(source, textDocument.uri, position);
  if (!source || offset === undefined) return null;
  const { vscode, theme } = look;
  const answer = service.hover(source.document.uri, offset, {
    commands: vscode,
    pictures: vscode,
    theme,
    lineAt: (uri, at) => {
      const other = sourceAt(uri);
      return other && toLocation(other, { start: at, end: at }).range.start.line;
    },
  });
  if (!answer) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: answer.markdown },
    range: toLocation(source, answer.span).range,
  };
}
