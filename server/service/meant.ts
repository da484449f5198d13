import type { Finding } from '../model/finding';
import type { Model } from '../model/model';
import { contains, encloses, overlaps, type Span } from '../model/span';
import type { DropoutPlace } from './dropout-places';
import type { Lines } from './lines';
import type { OpenFile } from './open-files';
import { unusedSuppression } from './unused-suppression';

/** What an offset means to the simulator: a dropout, a finding about one, or a finding alone. */
export interface Meant {
  readonly place?: DropoutPlace;
  readonly finding?: Finding;
}

/** The dropout or the finding at an offset, else on its line; a finding elsewhere brings the dropout that it is about. */
export function meantAt(file: OpenFile, offset: number): Meant | undefined {
  const { lines } = file.source;
  const line = lines.spanOf(lines.lineAt(offset));
  const findings = file.findings().filter(({ rule }) => rule !== unusedSuppression.id);
  const here = findings.filter(({ span }) => contains(span, offset));
  const onLine = findings.filter(({ span }) => overlaps(span, line));
  const place = placeAt(file.places(), offset, lines);
  // Beside a dropout only a finding counts that belongs to no other dropout of the line.
  const stray = onLine.find(({ span }) => file.places().every((one) => !isAt(one, span)));
  if (place) return { place, finding: narrowest(here) ?? stray };
  const finding = narrowest(here) ?? onLine[0];
  return finding && { finding, place: concerned(file, finding) };
}

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

/** The dropout that a finding elsewhere is about: one that it names, else one of its model, else the first of the file. */
function concerned(file: OpenFile, { span, related }: Finding): DropoutPlace | undefined {
  const places = file.places();
  const { calls, models, randomProducts, uri, text } = file.model;
  const own = related.filter((one) => (one.uri ?? uri) === uri);
  const named = places.find((place) => own.some((one) => overlaps(one.span, place.span)));
  if (named) return named;
  const isMask = randomProducts.some((product) => overlaps(product.span, span));
  const isLayer = calls.some(
    ({ fact, span: call }) => fact.form === 'module' && encloses(call, span),
  );
  if (isMask || isLayer) return undefined;
  const words = [span, ...own.map((one) => one.span)].map((one) => text.slice(one.start, one.end));
  const around = models.filter((model) => contains(model.span, span.start)).reverse();
  const spoken = models.filter(
    ({ name }) => name !== '' && words.some((one) => hasWord(one, name)),
  );
  const first = [...around, ...spoken].map((model) => dropoutOf(model, places)).find(Boolean);
  return first ?? places.find(({ uses }) => uses.length > 0) ?? places[0];
}

function dropoutOf(model: Model, places: readonly DropoutPlace[]): DropoutPlace | undefined {
  const used = places.find(({ uses }) => uses.some((use) => use.model === model));
  return used ?? places.find(({ span }) => encloses(model.span, span));
}

function hasWord(text: string, word: string): boolean {
  return text.split(/\W+/).includes(word);
}

function isAt({ call, uses }: DropoutPlace, span: Span): boolean {
  return overlaps(call.span, span) || uses.some(({ step }) => overlaps(step.span, span));
}

function narrowest(findings: readonly Finding[]): Finding | undefined {
  const length = ({ span }: Finding): number => span.end - span.start;
  return [...findings].sort((one, other) => length(one) - length(other))[0];
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
