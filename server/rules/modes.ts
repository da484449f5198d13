import type { FlowNode } from '../model/flow';
import type { Edit, RelatedPlace } from '../model/finding';
import type { FileModel } from '../model/model';
import type { Span } from '../model/span';
import { rateOf } from '../model/walks/dropout';
import type { Observation } from '../model/walks/modes-observations';
import { blocksOf, factsAt } from '../model/walks/modes';
import type { Cause } from '../model/walks/modes-state';
import { percent } from './wording';

/** The model of a forward pass as written: `model` of `model(x)` and of `model.forward(x)`. */
export function modelText(one: Observation): string {
  return one.node.written.replace(/\.(forward|generate|predict_proba|__call__)$/, '');
}

/** What acts by mode in a model, for messages: its dropout with the rate, else a general word. */
export function modeLayers(file: FileModel, one: Observation): string {
  const classes = factsAt(file.modeRuns, one).flatMap((facts) =>
    facts.class !== undefined
      ? [facts.class]
      : facts.value?.kind === 'instance'
        ? [facts.value.class]
        : [],
  );
  const inside = file.calls.filter((call) => {
    const owner = file.classes[call.context.class];
    return owner !== undefined && classes.includes(owner.name);
  });
  const rates = inside
    .filter((call) => call.fact.kind === 'dropout')
    .map((call) => rateOf(call)?.certain)
    .filter((rate) => rate !== undefined && rate > 0);
  const [rate] = rates;
  if (rate !== undefined) return `dropout (${percent(rate)})`;
  if (inside.some((call) => call.fact.kind === 'batchNorm')) return 'batch normalization';
  return inside.some((call) => call.fact.kind === 'dropout')
    ? 'dropout'
    : 'dropout or batch normalization';
}

/** Where a mode came from, for a reader who wants to follow it. */
export function relatedCauses(causes: readonly (Cause | undefined)[]): readonly RelatedPlace[] {
  const places = causes.flatMap((cause) =>
    cause ? [{ span: cause.span, message: tell(cause) }] : [],
  );
  return places.filter(
    (one, index) => places.findIndex((other) => other.span.start === one.span.start) === index,
  );
}

/** Where own functions are called on the way to a place. */
export function relatedCalls(via: readonly Span[]): readonly RelatedPlace[] {
  return via.map((span) => ({ span, message: 'It is called here.' }));
}

/** The indentation of the line on which a place starts; undefined when something stands before it. */
export function indentationAt(file: FileModel, offset: number): string | undefined {
  const start = file.text.lastIndexOf('\n', offset - 1) + 1;
  const before = file.text.slice(start, offset);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** An edit that puts a statement on its own line before a place. */
export function insertBefore(file: FileModel, offset: number, statement: string): Edit | undefined {
  const indentation = indentationAt(file, offset);
  if (indentation === undefined) return undefined;
  return { span: { start: offset, end: offset }, text: `${statement}\n${indentation}` };
}

/** Compound statements of a routine around a place, outermost first. */
export function blocksAround(file: FileModel, routine: number, place: Span): readonly FlowNode[] {
  const path: FlowNode[] = [];
  let nodes = file.flows.find((one) => one.function === routine)?.body ?? [];
  for (;;) {
    const block = nodes.find((node) => isBlock(node) && holds(node.span, place));
    if (!block || path.includes(block)) return path;
    path.push(block);
    nodes = blocksOf(block);
  }
}

function tell({ kind }: Cause): string {
  switch (kind) {
    case 'written':
      return 'The mode is set here.';
    case 'pretrained':
      return 'from_pretrained returns it in eval mode.';
    case 'adapted':
      return 'New adapter layers start in training mode.';
    default:
      return 'It is made here, in training mode.';
  }
}

function isBlock(node: FlowNode): boolean {
  return ['branch', 'loop', 'try', 'with'].includes(node.kind);
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
