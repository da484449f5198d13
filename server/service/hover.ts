import { keepProbability } from '../../engine';
import type { Finding } from '../model/finding';
import { contains } from '../model/span';
import { percent } from '../rules/wording';
import type { CommentedText } from './directives';
import { modeAt, readRate, type DropoutPlace } from './dropout-places';
import { activityOf, effectOf, isOrdinary, keptOf } from './effect';
import { code, hoverLinks } from './hover-links';
import { lastAtOrBefore } from './lines';
import { placeAt } from './meant';
import { surroundingsOf, titleOf } from './neighbours';
import type { OpenFile } from './open-files';
import { firstSentence, sectionOf } from './pages';
import { maskPicture } from './picture';
import type { Hover, HoverLook } from './service-types';
import { findingsAbout, mainUse } from './simulation';

/** What a hover is made from. */
export interface HoverMatter {
  readonly file: OpenFile;
  readonly rulePages: ReadonlyMap<string, string>;
}

/** Explains the dropout or the flagged call at an offset; undefined where neither stands. */
export function hoverAt(
  { file, rulePages }: HoverMatter,
  offset: number,
  look: HoverLook,
): Hover | undefined {
  const place = placeAt(file.places(), offset);
  const flagged = file.findings().filter((finding) => contains(finding.span, offset));
  if (!place && flagged.length === 0) return undefined;
  const findings = place
    ? unique([...flagged, ...findingsAbout(place, file.findings())])
    : unique(flagged);
  const blocks = [
    ...(place ? describe(place, file, look) : []),
    ...evidenceOf(findings, rulePages),
    ...findings.slice(0, 2).map((finding) => pathOf(finding, file, look)),
    hoverLinks(file.model.uri, offset, place, findings, look),
  ];
  const span = place?.zones.find((zone) => contains(zone, offset)) ?? flagged[0]?.span;
  if (!span) return undefined;
  return { span, markdown: blocks.filter((block) => block !== '').join('\n\n') };
}

function describe(place: DropoutPlace, file: OpenFile, look: HoverLook): string[] {
  const { call } = place;
  const reading = readRate(call);
  const use = mainUse(place);
  const around = use && surroundingsOf(use);
  const masksChannels = call.fact.variant === 'channel' || call.fact.variant === 'channelAlpha';
  const width = around && around.channels === masksChannels ? around.width : undefined;
  const numbers = isOrdinary(reading.rate) ? keptLine(place, reading.rate, width) : [];
  const picture = look.pictures && isOrdinary(reading.rate);
  return [
    `**${code(titleOf(call))}** ${effectOf(call.fact, reading)}`,
    capitalised([...numbers, activityOf(modeAt(place), call.fact)].join(' · ')),
    picture ? maskPicture(call.fact.variant, reading.rate ?? 0, width, look.theme) : '',
    neighboursLine(place),
    gapsLine(place, file.source),
  ];
}

function keptLine(place: DropoutPlace, rate: number, width: number | undefined): string[] {
  const share = `keeps ${percent(keepProbability(rate))}`;
  return width === undefined ? [share] : [share, keptOf(place.call.fact, rate, width)];
}

/** `nn.ReLU()` → this → `nn.Linear(64, 10)`, and how often the layer is used. */
function neighboursLine(place: DropoutPlace): string {
  const use = mainUse(place);
  if (!use) return place.form === 'construction' ? 'No use of this layer was read.' : '';
  const { producer, followers } = surroundingsOf(use);
  const chain = [
    ...(producer ? [code(producer.title)] : []),
    '**this**',
    ...followers.slice(0, 3).map((follower) => code(follower.title)),
  ];
  const way = chain.length > 1 ? chain.join(' → ') : '';
  const times = place.uses.length;
  const often = times > 1 ? `used at ${times} places` : '';
  return [way, often].filter((part) => part !== '').join(' · ');
}

/** Where reading stopped, told only when a neighbour is missing for it. */
function gapsLine(place: DropoutPlace, source: CommentedText): string {
  const use = mainUse(place);
  const [first, ...more] = use?.model.gaps ?? [];
  if (!use || !first) return '';
  const { producer, followers } = surroundingsOf(use);
  if (producer && followers.length > 0) return '';
  const places = more.length === 0 ? '' : `, and ${more.length} more`;
  const reason = first.reason.charAt(0).toLowerCase() + first.reason.slice(1).replace(/\.$/, '');
  return `Not read: line ${lineInCell(source, first.span.start) + 1} (${reason})${places}.`;
}

/** The diagnostic itself stands above the hover, so only its reasons are given. */
function evidenceOf(
  findings: readonly Finding[],
  rulePages: ReadonlyMap<string, string>,
): string[] {
  return findings.slice(0, 2).map(({ rule }) => {
    const page = rulePages.get(rule) ?? '';
    const reasons = ['Why it matters', 'Evidence'].map(
      (heading) => firstSentence(sectionOf(page, heading) ?? '') ?? '',
    );
    return `**${rule}** ${reasons.join(' ')}`.trim();
  });
}

/** The places that lead to a finding over several files, as links; within one file the editor shows them itself. */
function pathOf(finding: Finding, { model, source }: OpenFile, look: HoverLook): string {
  if (finding.related.every(({ uri }) => uri === undefined)) return '';
  const lines = finding.related.flatMap(({ uri = model.uri, span, message }) => {
    const isOwn = uri === model.uri;
    const line = isOwn ? lineInCell(source, span.start) : look.lineAt?.(uri, span.start);
    if (line === undefined) return [];
    const name = decodeURIComponent(uri.split('/').pop() ?? '');
    return [`- [${name}:${line + 1}](${uri}#L${line + 1}) ${message}`];
  });
  return lines.join('\n');
}

/** Zero-based line of an offset within its file or cell. */
function lineInCell({ document, lines }: CommentedText, offset: number): number {
  const starts = document.cellStarts ?? [0];
  const cell = starts[lastAtOrBefore(starts, offset)] ?? 0;
  return lines.lineAt(offset) - lines.lineAt(cell);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function unique(findings: readonly Finding[]): readonly Finding[] {
  const rules = new Set<string>();
  return findings.filter((finding) => !rules.has(finding.rule) && rules.add(finding.rule));
}
