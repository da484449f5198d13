import type { FlowNode } from '../model/flow';
import type { FileModel } from '../model/model';
import { encloses, type Span } from '../model/span';
import { callsIn } from '../model/walks/flow-calls';
import { has } from '../model/walks/modes-context';
import type { Observation } from '../model/walks/modes-observations';
import { ownPlaceOf } from '../model/walks/modes-places';
import { isOwnPlace } from '../model/walks/program';
import { classOfRun, switchingCall, switchingStatement } from './mode-switches';
import { blocksAround, indentationAt, modelText } from './modes';
import type { RuleFix } from './rule';

/**
 * Puts a model in eval mode around the statement that evaluates it. Where training may go on afterwards
 * and nothing leaves the statement early, the mode it had is restored behind it.
 */
export function evaluateInBetween(file: FileModel, one: Observation): RuleFix | undefined {
  const model = modelText(one);
  const isOwn = isOwnPlace(one.node.span);
  if (!isOwn && one.given === undefined) return undefined;
  const place = ownPlaceOf(one);
  const blocks = blocksAround(file, isOwn ? one.function : functionAround(file, place), place);
  const anchor = isOwn
    ? (evaluatingBlock(blocks) ?? one.node.statement)
    : statementAround(file, place);
  const indentation = indentationAt(file, anchor.start);
  if (indentation === undefined || !/^[\w.]+$/.test(model)) return undefined;
  const before = { start: anchor.start, end: anchor.start };
  const owner = classOfRun(file, one);
  if (owner?.modeCopy !== undefined && !isParameter(file, one, model)) return undefined;
  if (owner?.modeCopy !== undefined || !needsRestoring(file, one, blocks, anchor, model)) {
    const call = switchingCall(file, one, model, 'eval');
    const text = `${switchingStatement(file, one, model, 'eval')}\n${indentation}`;
    return { title: `Call ${call} before`, safe: false, edits: [{ span: before, text }] };
  }
  const flag = 'was_training';
  const end = endOfStatement(file, anchor);
  if (owner?.returnsNothing)
    return {
      title: `Evaluate in eval mode, then call ${model}.train()`,
      safe: false,
      edits: [
        { span: before, text: `${model}.eval()\n${indentation}` },
        { span: { start: end, end }, text: `\n${indentation}${model}.train()` },
      ],
    };
  return {
    title: `Evaluate in eval mode, then restore the mode of ${model}`,
    safe: false,
    edits: [
      {
        span: before,
        text: `${flag} = ${model}.training\n${indentation}${model}.eval()\n${indentation}`,
      },
      { span: { start: end, end }, text: `\n${indentation}${model}.train(${flag})` },
    ],
  };
}

/** How the model is called where the loop stands: as in the forward pass, or as in the argument that is passed on. */
export function modelInLoop(
  file: FileModel,
  observation: Observation,
  loop: number,
): string | undefined {
  const [outer] = observation.via;
  const model = modelText(observation);
  if (observation.given !== undefined) return observation.given;
  if (!outer || outer.start < loop) return /^[\w.]+$/.test(model) ? model : undefined;
  const call = file.text.slice(outer.start, outer.end);
  const owner = /^self\.\w+\(/.test(call) && model.startsWith('self.');
  if (owner) return model;
  const passed = new RegExp(`\\(\\s*(?:\\w+\\s*=\\s*)?(${model.split('.').pop()})\\b`).exec(call);
  return passed ? passed[1] : undefined;
}

/** Another model under the name of a parameter is gone when the function ends. */
function isParameter(file: FileModel, { function: index }: Observation, model: string): boolean {
  return file.functions[index]?.parameters.some(({ name }) => name === model) === true;
}

/** The function that a place stands in; -1 for the module level. */
function functionAround(file: FileModel, place: Span): number {
  const around = file.functions.flatMap(({ span }, index) => (encloses(span, place) ? index : []));
  return around.at(-1) ?? -1;
}

/** The statement in which a call stands. */
function statementAround(file: FileModel, place: Span): Span {
  const call = callsIn(file.flows.flatMap((one) => one.body)).find(
    ({ span }) => span.start === place.start && span.end === place.end,
  );
  return call?.statement ?? place;
}

/** The `with torch.no_grad()` around the pass, else the loop over the data. */
function evaluatingBlock(blocks: readonly FlowNode[]): Span | undefined {
  const still = blocks.find((block) => block.kind === 'with' && block.withoutGradient);
  if (still) return still.span;
  const loops = blocks.filter((block) => block.kind === 'loop' && block.bodyStart !== undefined);
  const spoken = loops.find(
    (block) =>
      block.kind === 'loop' &&
      has(/^(val|valid|validation|test|eval|dev|loader|dataloader|batches)$/, block.over),
  );
  return (spoken ?? loops.at(-1))?.span;
}

function needsRestoring(
  file: FileModel,
  one: Observation,
  blocks: readonly FlowNode[],
  anchor: Span,
  model: string,
): boolean {
  const around = blocks.find((block) => block.kind === 'loop' && block.span.start < anchor.start);
  if (one.function < 0 && !around) return false;
  const text = file.text.slice(anchor.start, anchor.end);
  if (/\b(return|yield)\b/.test(text)) return false;
  const resets =
    around && file.text.slice(around.span.start, anchor.start).includes(`${model}.train()`);
  return !resets;
}

/** The end of a statement without the blank lines and comments that may follow its block. */
function endOfStatement(file: FileModel, span: Span): number {
  const text = file.text.slice(span.start, span.end);
  return span.start + text.trimEnd().length;
}
