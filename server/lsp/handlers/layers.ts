import type { LayerPlace } from '../../protocol';
import type { Context } from '../context';
import { toLocation } from '../convert';

/** Answers `dropoutLens/layers`. */
export async function layers(
  { analysis, service }: Context,
  { uri }: { readonly uri: string },
): Promise<LayerPlace[]> {
  const source = await analysis.current(uri);
  if (!source) return [];
  return service.layers(source.document.uri).map(({ span, title, summary, rate }) => ({
    ...toLocation(source, span),
    title,
    summary,
    rate,
  }));
}
