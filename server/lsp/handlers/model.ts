import type { DocumentOffset, DocumentPlace, ModelStrip } from '../../protocol';
import type { Context } from '../context';
import { toOffset } from '../convert';

/** Answers `dropoutLens/model`. */
export async function model(
  { analysis, service }: Context,
  place: DocumentPlace | DocumentOffset,
): Promise<ModelStrip | null> {
  const source = await analysis.current(place.uri);
  if (!source) return null;
  const offset = 'offset' in place ? place.offset : toOffset(source, place.uri, place.position);
  const strip = offset === undefined ? undefined : service.model(source.document.uri, offset);
  return strip ?? null;
}
