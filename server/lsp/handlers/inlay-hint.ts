import type { InlayHint, InlayHintParams } from 'vscode-languageserver/node';
import type { Context } from '../context';
import { toLocation, toSpan } from '../convert';

/** Answers `textDocument/inlayHint`: what a rate means, behind it, where switched on. */
export async function inlayHint(
  { analysis, configuration, service }: Context,
  { textDocument, range }: InlayHintParams,
): Promise<InlayHint[]> {
  const source = await analysis.current(textDocument.uri);
  const asked = source && toSpan(source, textDocument.uri, range);
  if (!source || !asked || !configuration.known(source.document.uri).inlayHints) return [];
  return service
    .layers(source.document.uri)
    .filter(({ hint, hintOffset }) => hint && asked.start <= hintOffset && hintOffset <= asked.end)
    .map(({ hint, hintOffset }) => {
      const { range: place } = toLocation(source, { start: hintOffset, end: hintOffset });
      return { position: place.start, label: hint, paddingLeft: true };
    });
}
