import type { CodeLens, CodeLensParams } from 'vscode-languageserver/node';
import { clientCommands } from '../../protocol';
import type { Context } from '../context';
import { toLocation } from '../convert';

/** Answers `textDocument/codeLens`: one line with numbers above each layer, where switched on. */
export async function codeLens(
  { analysis, configuration, service, client }: Context,
  { textDocument }: CodeLensParams,
): Promise<CodeLens[]> {
  const source = await analysis.current(textDocument.uri);
  if (!source || !configuration.known(source.document.uri).codeLens) return [];
  return service.layers(source.document.uri).flatMap(({ span, summary }) => {
    const { uri, range } = toLocation(source, span);
    if (uri !== textDocument.uri) return [];
    const place = { uri, position: range.start };
    const command = client.look.vscode ? clientCommands.simulate : '';
    return [{ range, command: { title: summary, command, arguments: [place] } }];
  });
}
