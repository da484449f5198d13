import { keepProbability } from '../../engine';
import type { Neighbour, SimulationInput } from '../../engine/simulation-input';
import type { Finding } from '../model/finding';
import type { FileModel } from '../model/model';
import { encloses, overlaps, type Span } from '../model/span';
import { isDrawnMask, keptShare } from '../model/walks/random';
import { modeAt, readRate, type DropoutPlace, type Use } from './dropout-places';
import { outcomeOf } from './effect';
import type { Lines } from './lines';
import { meantAt } from './meant';
import { shorten, surroundingsOf, titleOf } from './neighbours';
import type { OpenFile } from './open-files';

/** What the simulator is opened with at an offset; undefined where neither a dropout nor a finding is meant. */
export function simulationAt(file: OpenFile, offset: number): SimulationInput | undefined {
  const meant = meantAt(file, offset);
  if (!meant) return undefined;
  const { place, finding } = meant;
  return place ? layerInput(file, place, finding) : finding && flaggedInput(file.model, finding);
}

function layerInput(
  file: OpenFile,
  place: DropoutPlace,
  meant: Finding | undefined,
): SimulationInput {
  const { call, span } = place;
  const { uri } = file.model;
  const use = mainUse(place);
  const { rate, text } = readRate(call);
  const outcome = rate === undefined ? undefined : outcomeOf(call.fact, rate);
  const about = findingsAbout(place, file.findings());
  const findings = [...new Set([...(meant ? [meant] : []), ...about])];
  const partner = partnerOf(file, place, findings[0]);
  const apart = meant && !about.includes(meant) && !isOnLine(meant.span, span, file.source.lines);
  return {
    framework: call.fact.framework,
    api: call.fact.names[0] ?? call.written,
    title: titleOf(call),
    variant: call.fact.variant ?? 'element',
    ...(rate !== undefined && { rate }),
    ...(outcome !== undefined && { outcome }),
    rateText: text,
    mode: modeAt(place),
    ...(use && around(use)),
    followers: use ? surroundingsOf(use).followers : [],
    findings: findings.map(told),
    ...(partner && { partner }),
    ...(use?.model.name && { model: use.model.name }),
    source: { uri, start: span.start, end: span.end },
    ...(apart && { flagged: { start: meant.span.start, end: meant.span.end } }),
  };
}

/** The other dropout that a finding names: the first of two in a row. */
function partnerOf(
  file: OpenFile,
  { call }: DropoutPlace,
  finding: Finding | undefined,
): Neighbour | undefined {
  const here = finding?.related.filter(({ uri }) => uri === undefined || uri === file.model.uri);
  const other = file
    .places()
    .find((one) => one.call !== call && here?.some(({ span }) => encloses(span, one.span)));
  if (!other) return undefined;
  const { rate } = readRate(other.call);
  return { kind: 'dropout', title: titleOf(other.call), ...(rate !== undefined && { rate }) };
}

/** A finding in code that makes no layer: a mask by hand, a model that somebody else wrote. */
function flaggedInput(file: FileModel, finding: Finding): SimulationInput {
  const { start, end } = finding.span;
  const around = file.calls.filter(({ span }) => encloses(span, finding.span)).at(-1);
  const product = file.randomProducts.find(({ span }) => overlaps(span, finding.span));
  const mask = product?.value.operands.find(isDrawnMask);
  const kept = mask && keptShare(mask);
  const title = around ? titleOf(around) : shorten(file.text.slice(start, end));
  return {
    framework: around?.fact.framework ?? file.frameworks[0] ?? 'pytorch',
    api: title,
    title,
    layerless: true,
    variant: 'element',
    // What is not kept is dropped; 1 − 0.7 is 0.30000000000000004.
    ...(kept !== undefined && { rate: Number(keepProbability(kept).toFixed(9)) }),
    rateText: '',
    mode: 'unknown',
    followers: [],
    findings: [told(finding)],
    source: { uri: file.uri, start, end },
  };
}

function told({ rule, severity, message }: Finding): SimulationInput['findings'][number] {
  return { rule, severity, message };
}

function isOnLine(one: Span, other: Span, lines: Lines): boolean {
  return overlaps(one, lines.spanOf(lines.lineAt(other.start)));
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

function share(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}
