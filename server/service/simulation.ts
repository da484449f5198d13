import type { SimulationInput } from '../../engine/simulation-input';
import type { Finding } from '../model/finding';
import type { FileModel } from '../model/model';
import { contains, overlaps, type Span } from '../model/span';
import { modeAt, readRate, type DropoutPlace, type Use } from './dropout-places';
import type { Lines } from './lines';
import { surroundingsOf, titleOf } from './neighbours';

/** The dropout meant by an offset: one whose zone holds it, else one whose call holds it, else one on the line. */
export function placeAt(
  places: readonly DropoutPlace[],
  offset: number,
  lines?: Lines,
): DropoutPlace | undefined {
  const zone = smallest(places, (place) => place.zones.filter((span) => contains(span, offset)));
  if (zone || !lines) return zone;
  const line = lines.spanOf(lines.lineAt(offset));
  return (
    smallest(places, (place) => (contains(place.span, offset) ? [place.span] : [])) ??
    places.find((place) => overlaps(place.span, line))
  );
}

/** What the simulator is opened with for one dropout of the file. */
export function simulationInput(
  file: FileModel,
  place: DropoutPlace,
  findings: readonly Finding[],
): SimulationInput {
  const { call } = place;
  const use = mainUse(place);
  const { rate, text } = readRate(call);
  return {
    framework: call.fact.framework,
    api: call.fact.names[0] ?? call.written,
    title: titleOf(call),
    variant: call.fact.variant ?? 'element',
    ...(rate !== undefined && { rate }),
    rateText: text,
    mode: modeAt(place),
    ...(use && around(use)),
    followers: use ? surroundingsOf(use).followers : [],
    findings: findingsAbout(place, findings).map(({ rule, severity, message }) => ({
      rule,
      severity,
      message,
    })),
    ...(use && { model: use.model.name }),
    source: { uri: file.uri, start: place.span.start, end: place.span.end },
  };
}

/** The findings at the call that makes the layer or at one of the shown uses. */
export function findingsAbout(
  place: DropoutPlace,
  findings: readonly Finding[],
): readonly Finding[] {
  const spots: Span[] = [place.call.span, place.span, ...place.uses.map((use) => use.step.span)];
  return findings.filter((finding) => spots.some((spot) => share(finding.span, spot)));
}

/** The use whose surroundings are shown: the first one. */
export function mainUse(place: DropoutPlace): Use | undefined {
  return place.uses[0];
}

function around(use: Use): Pick<SimulationInput, 'width' | 'rank' | 'producer'> {
  const { width, rank, producer } = surroundingsOf(use);
  return {
    ...(width !== undefined && { width }),
    ...(rank !== undefined && { rank }),
    ...(producer && { producer }),
  };
}

function smallest(
  places: readonly DropoutPlace[],
  spansOf: (place: DropoutPlace) => readonly Span[],
): DropoutPlace | undefined {
  let best: DropoutPlace | undefined;
  let size = Infinity;
  for (const place of places) {
    for (const span of spansOf(place)) {
      const length = span.end - span.start;
      if (length < size) {
        best = place;
        size = length;
      }
    }
  }
  return best;
}

function share(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}
