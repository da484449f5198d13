import type { FlowNode } from '../model/flow';
import type { Edit, RelatedPlace } from '../model/finding';
import type { FileModel } from '../model/model';
import type { Span } from '../model/span';
import type { Observation } from '../model/walks/modes-observations';
import { blocksOf } from '../model/walks/flow-calls';
import { relatives } from '../model/walks/mode-dependence';
import { factsAt } from '../model/walks/modes';
import type { Cause } from '../model/walks/modes-state';
import { isOwnPlace } from '../model/walks/program';
import { percent } from './wording';

/**
 * The model of a forward pass as the file writes it: `model` of `model(x)` and of `model.forward(x)`, and what it
 * hands to a function of another file that runs it.
 */
export function modelText(one: Observation): string {
  const written = one.given ?? one.node.written;
  const mapped = /^[\w.]*vmap\(([\w.]+)[,)]/.exec(written)?.[1];
  return mapped ?? written.replace(/\.(forward|generate|predict_proba|__call__)$/, '');
}

/** What acts by mode in a model, for messages: its dropout with the rate, else a general word. */
export function modeLayers(file: FileModel, one: Observation): string {
  const { program } = file.modeRuns;
  const classes = factsAt(file.modeRuns, one).flatMap(({ class: name, holding }) =>
    name !== undefined ? [name] : holding?.kind === 'instance' ? [holding.class] : [],
  );
  const own = classes.flatMap((name) => program.classNamed(name) ?? []);
  const inside = classes.flatMap((name) => relatives(program, name));
  const { acts } =
    own.find((each) => each.acts.byMode) ?? inside.find((each) => each.acts.byMode) ?? {};
  if (acts?.rate !== undefined) return `dropout (${percent(acts.rate)})`;
  if (acts?.batchNorm) return 'batch normalization';
  return acts?.dropout ? 'dropout' : 'dropout or batch normalization';
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

/** The forward pass itself, where it stands in another file than the finding. */
export function relatedPass(one: Observation, message: string): readonly RelatedPlace[] {
  return isOwnPlace(one.node.span) ? [] : [{ span: one.node.span, message }];
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
