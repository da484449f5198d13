import type { FileModel } from '../model';
import type { Dependence } from './mode-dependence';
import { dependenceOf } from './mode-dependence';
import { factsAt } from './modes';
import { functionNameOf, has } from './modes-context';
import { isOwnPlace } from './program';
import { isAccepted, speaksOfUncertainty } from './intent';
import type { Observation } from './modes-observations';
import type { Cause, Held, Thing } from './modes-state';

/** A training step in a loop that runs in eval mode from some round on. */
export interface LeftInEval {
  readonly observation: Observation;
  /** The eval() whose effect reaches the next round. */
  readonly cause: Cause;
  /** Offset of the loop whose next round it reaches. */
  readonly loop: number;
  readonly dependence: Exclude<Dependence, 'no'>;
}

/** A training step of a model that from_pretrained returned in eval mode, or that holds such a part. */
export interface TrainedInEval {
  readonly observation: Observation;
  readonly cause: Cause;
  readonly thing: Thing;
  /** Whether an optimiser in the file is certainly given its parameters. */
  readonly optimized: boolean;
}

/** Finds training steps that an eval() of the round before reaches, one for each eval(). */
export function stepsLeftInEval(file: FileModel): readonly LeftInEval[] {
  const found = file.modeRuns.observations.flatMap((one) => leftInEval(file, one) ?? []);
  return found.filter(
    (one, index) =>
      !found.slice(0, index).some((other) => startOf(other.cause) === startOf(one.cause)),
  );
}

/** Finds training steps of ready-made models that are still in eval mode, one for each model. */
export function stepsOfPretrained(file: FileModel): readonly TrainedInEval[] {
  const found = file.modeRuns.observations.flatMap((one) => trainedInEval(file, one) ?? []);
  return found.filter(
    (one, index) =>
      !found.slice(0, index).some((other) => other.cause.span.start === one.cause.span.start),
  );
}

/** Where the finding of a cause stands: the call in the loop that leads to it, or the eval() itself. */
export function startOf(cause: Cause): number {
  return (cause.via[0] ?? cause.span).start;
}

/** Models beside the one that is trained. */
const SIDE_MODEL =
  /^(teacher|ema|target|tgt|momentum|old|ref|reference|frozen|disc|discriminator|netd|vgg|lpips|perceptual|style)$/;

/** Methods in which dropout is stopped on purpose. */
const STOPPED =
  /^(attack|adv|adversarial|pgd|fgsm|ppo|dpo|grpo|rlhf|reward|distill|distillation|saliency|gradcam)$/;

const PREPARATION = /^(bn|probe)$/;

function leftInEval(file: FileModel, one: Observation): LeftInEval | undefined {
  if (one.trained !== 'always' || isOnPurpose(file, one)) return undefined;
  const carried = one.modes.filter((held) => held.mode === 'eval' && held.carried.length > 0);
  const [left] = carried;
  const loop = left?.carried[0];
  if (!left?.cause || left.cause.kind !== 'written' || loop === undefined) return undefined;
  const others = one.modes.filter((held) => !carried.includes(held));
  const startsInTraining = others.length > 0 && others.every(isFirstMode);
  const node = one.loops.find((each) => each.span.start === loop && isOwnPlace(each.span));
  if (!startsInTraining || !node || node.bodyStart === undefined) return undefined;
  const start = startOf(left.cause);
  if (start < node.span.start || start >= node.span.end) return undefined;
  const facts = factsAt(file.modeRuns, one);
  const dependence = dependenceOf(file.modeRuns.program, facts);
  const isTrained =
    facts.some((each) => each.optimized) || others.some((held) => held.mode === 'train');
  if (dependence === 'no' || !isTrained) return undefined;
  return { observation: one, cause: left.cause, loop, dependence };
}

/** The mode of the first round: set, made or never touched; an unknown call in between settles nothing. */
function isFirstMode(held: Held): boolean {
  return held.mode === 'train' || held.mode === 'entry';
}

function trainedInEval(file: FileModel, one: Observation): TrainedInEval | undefined {
  if (one.trained !== 'always' || one.loops.length === 0 || isOnPurpose(file, one))
    return undefined;
  const facts = factsAt(file.modeRuns, one);
  if (facts.some((each) => each.frozen || each.adapted)) return undefined;
  const optimized = facts.some((each) => each.optimized);
  const whole = pretrainedCause(one.modes);
  if (whole) return { observation: one, cause: whole, thing: one.things[0] ?? '', optimized };
  for (const part of one.inside) {
    const cause = pretrainedCause(part.modes);
    const known = file.modeRuns.facts.get(part.thing);
    const isKept = part.thing.startsWith('new@') && !known?.frozen && !known?.adapted;
    if (cause && isKept) return { observation: one, cause, thing: part.thing, optimized };
  }
  return undefined;
}

/** All modes are the one in which from_pretrained returned the model. */
function pretrainedCause(modes: readonly Held[]): Cause | undefined {
  const [first] = modes;
  const all = modes.every((held) => held.mode === 'eval' && held.cause?.kind === 'pretrained');
  return all ? first?.cause : undefined;
}

function isOnPurpose(file: FileModel, one: Observation): boolean {
  const names = [
    functionNameOf(file, one.function),
    functionNameOf(file, one.routine),
    file.modeRuns.program.functionAt(one.function)?.class ?? '',
    one.node.written,
    file.modeRuns.program.uriAt(one.function).split('/').pop() ?? '',
    file.uri.split('/').pop() ?? '',
  ];
  return (
    one.decorated ||
    (isAccepted(file, 'sideModels') && names.some((name) => has(SIDE_MODEL, name))) ||
    (isAccepted(file, 'stoppedDropout') && names.some((name) => has(STOPPED, name))) ||
    (isAccepted(file, 'preparation') && names.some((name) => has(PREPARATION, name))) ||
    (isAccepted(file, 'monteCarlo') && names.some(speaksOfUncertainty))
  );
}
