import type { DocumentOffset, DocumentPlace, SimulationAnswer } from '../../protocol';
import type { Context } from '../context';
import { toLocation, toOffset, type Source } from '../convert';

/** Answers `dropoutLens/simulation`. */
export async function simulation(
  { analysis, service }: Context,
  place: DocumentPlace | DocumentOffset,
): Promise<SimulationAnswer | null> {
  const source = await analysis.current(place.uri);
  if (!source) return null;
  const offset = 'offset' in place ? place.offset : toOffset(source, place.uri, place.position);
  const input = offset === undefined ? undefined : service.simulation(source.document.uri, offset);
  if (!input) return null;
  return { input, ...toLocation(source, input.source), ...flaggedPlace(source, input) };
}

function flaggedPlace(
  source: Source,
  { flagged }: SimulationAnswer['input'],
): Pick<SimulationAnswer, 'flagged'> {
  if (!flagged) return {};
  const { uri, range } = toLocation(source, flagged);
  return { flagged: { uri, position: range.start } };
}
