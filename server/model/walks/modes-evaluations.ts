import type { FileModel } from '../model';
import type { ClassSummary } from '../summary';
import type { Dependence } from './mode-dependence';
import { dependenceOf, relatives } from './mode-dependence';
import { factsAt, isAssumedRightly, isFinal } from './modes';
import { evaluationAt, functionNameOf, has, isModeMeant } from './modes-context';
import type { Observation } from './modes-observations';
import { ownPlaceOf } from './modes-places';
import { isOpen } from './modes-observations';
import type { Held, Modes, Thing } from './modes-state';
import { uniteModes } from './modes-state';
import type { Program } from './program';
import { isOwnPlace } from './program';

/** A forward pass outside training that runs in training mode. */
export interface StillTraining {
  readonly observation: Observation;
  /**
   * 'evaluation': eval() was forgotten; 'switched': train() stands inside the evaluation itself; 'same': in the
   * mode in which the same routine trains; 'loaded': weights were loaded for inference; 'frozen': parameters are
   * frozen, dropout is not; 'adapted': only new adapter layers are in training mode.
   */
  readonly how: 'evaluation' | 'switched' | 'same' | 'loaded' | 'frozen' | 'adapted';
  readonly modes: Modes;
  readonly dependence: Exclude<Dependence, 'no'>;
  /** A model is evaluated by the words around it, not only run without gradient. */
  readonly spoken: boolean;
}

/** Finds the forward passes that evaluate in training mode, one for each place. */
export function evaluationsInTrainMode(file: FileModel): readonly StillTraining[] {
  const places = new Map<number, Observation[]>();
  for (const one of file.modeRuns.observations) {
    if (one.kind !== 'forward') continue;
    const start = one.node.span.start;
    places.set(start, [...(places.get(start) ?? []), one]);
  }
  const found = [...places.values()].flatMap((all) => judge(file, all) ?? []);
  return found.filter(
    (one, index) => !found.slice(0, index).some((other) => isSameDefect(one, other)),
  );
}

/** Several passes of one model in one function lack the same eval(). */
function isSameDefect(
  { observation: one }: StillTraining,
  { observation: other }: StillTraining,
): boolean {
  return (
    one.function === other.function &&
    one.things.length === other.things.length &&
    one.things.every((thing, index) => thing === other.things[index])
  );
}

/** The mode in which the constructor of a class leaves what its other methods never switch. */
export function startingModes(file: FileModel, thing: Thing): Modes | undefined {
  const { program, summaries } = file.modeRuns;
  const found = /^(\d+):(\w+)(\..+)$/.exec(thing);
  const method = program.functionAt(Number(found?.[1] ?? -1));
  const owner = method?.class === undefined ? undefined : program.classNamed(method.class);
  if (!found || method?.parameters[0]?.name !== found[2] || owner?.isModule !== 'no')
    return undefined;
  const path = found[3]!;
  const constructor = program.methodOf(owner.name, '__init__');
  const made = constructor === undefined ? undefined : summaries.get(constructor);
  const things = made?.held.get(keyIn(file, constructor!, path));
  if (!made || !things || things.length === 0) return undefined;
  const methods = relatives(program, owner.name)
    .filter((one) => one === owner || isBaseOf(program, one.name, owner))
    .flatMap((one) => Object.values(one.methods));
  const isSwitched = methods.some(
    (index) => index !== constructor && summaries.get(index)?.effects.has(keyIn(file, index, path)),
  );
  if (isSwitched) return undefined;
  return things.map((one) => made.effects.get(one) ?? []).reduce(uniteModes, []);
}

function isBaseOf(program: Program, name: string, heir: ClassSummary, depth = 0): boolean {
  return heir.bases.some((base) => {
    const known = program.classNamed(base);
    return base === name || (known && depth < 6 && isBaseOf(program, name, known, depth + 1));
  });
}

function keyIn(file: FileModel, index: number, path: string): string {
  return `${index}:${file.modeRuns.program.functionAt(index)?.parameters[0]?.name}${path}`;
}

function judge(file: FileModel, all: readonly Observation[]): StillTraining | undefined {
  const finals = all.filter((one) => isFinal(file.modeRuns, one));
  const settled = finals.map((one) => ({ observation: one, modes: settle(file, one) }));
  const inEval = settled.some(
    ({ modes }) => modes.length > 0 && modes.every((one) => one.mode === 'eval'),
  );
  if (inEval || all.some((one) => one.trained !== 'never' || one.decorated)) return undefined;
  for (const { observation, modes } of settled) {
    const how = howTrained(file, observation, modes);
    if (!how || isModeMeant(file, observation) || isDecidedElsewhere(file, observation)) continue;
    const dependence = dependenceOf(file.modeRuns.program, factsAt(file.modeRuns, observation));
    if (dependence === 'no') continue;
    const spoken = evaluationAt(file, observation) === 'yes';
    // A model whose layers are not in view is worth a word only where it is also trained.
    const isBackedUp = spoken && (how === 'same' || isAfterTraining(file, observation, modes));
    if (dependence === 'unknown' && !isBackedUp) continue;
    return { observation, how, modes, dependence, spoken };
  }
  return undefined;
}

/**
 * One call into another file both trains and evaluates the object: then that file could set the mode in between,
 * and the finding is its own.
 */
function isDecidedElsewhere(file: FileModel, one: Observation): boolean {
  if (isOwnPlace(one.node.span)) return false;
  const place = ownPlaceOf(one);
  return file.modeRuns.observations.some(
    (other) =>
      other.trained !== 'never' &&
      other.routine === one.routine &&
      !isOwnPlace(other.node.span) &&
      ownPlaceOf(other).start === place.start,
  );
}

/** The modes at a place; where a class decides the first mode itself, that one. */
function settle(file: FileModel, one: Observation): Modes {
  if (!isOpen(one.modes)) return one.modes;
  const [thing] = one.things;
  const start =
    thing !== undefined && one.things.length === 1 ? startingModes(file, thing) : undefined;
  return start ? [...one.modes.filter((held) => held.mode !== 'entry'), ...start] : one.modes;
}

function howTrained(
  file: FileModel,
  one: Observation,
  modes: Modes,
): StillTraining['how'] | undefined {
  const facts = factsAt(file.modeRuns, one);
  const isModule = facts.every((each) => each.isModule || each.holding?.kind === 'instance');
  if (!isModule || modes.length === 0 || !isAssumedRightly(file.modeRuns, modes)) return undefined;
  const evaluation = evaluationAt(file, one);
  if (modes.every((held) => held.mode === 'train')) {
    if (modes.some((held) => held.cause?.kind === 'adapted')) {
      return evaluation === 'yes' ? 'adapted' : undefined;
    }
    if (modes.every((held) => isSwitchedHere(file, one, held))) {
      return evaluation === 'no' ? undefined : 'switched';
    }
    if (evaluation === 'yes') return 'evaluation';
    if (evaluation === 'free' && isAfterTraining(file, one, modes)) return 'evaluation';
    return onlyPredicts(file, one, modes);
  }
  return evaluation === 'yes' && isTrainedAlike(file, one, modes) ? 'same' : undefined;
}

/** A pass without words of evaluation counts where training has begun; before it, it may initialise lazy layers. */
function isAfterTraining(file: FileModel, one: Observation, modes: Modes): boolean {
  const at = (each: Observation): number => (each.via[0] ?? each.node.span).start;
  return (
    modes.every((held) => held.cause?.kind === 'written') ||
    file.modeRuns.observations.some(
      (other) =>
        other.trained !== 'never' &&
        other.routine === one.routine &&
        other.things.some((thing) => one.things.includes(thing)) &&
        at(other) < at(one),
    )
  );
}

/** Weights are loaded, or frozen, and the object is never trained in the file. */
function onlyPredicts(
  file: FileModel,
  one: Observation,
  modes: Modes,
): StillTraining['how'] | undefined {
  const facts = factsAt(file.modeRuns, one);
  const isMade = modes.every((held) => held.cause?.kind === 'made');
  const known =
    dependenceOf(file.modeRuns.program, facts) === 'yes' && facts.every((each) => !each.optimized);
  if (!isMade || !known || one.things.some((thing) => !thing.startsWith('new@'))) return undefined;
  if (facts.every((each) => each.frozen)) return 'frozen';
  const trains = /\.backward\(|\.fit\(|\.train\(/.test(file.text);
  return !trains && facts.every((each) => each.loaded) ? 'loaded' : undefined;
}

/** train() was called in the same function as the evaluation, which does not train. */
function isSwitchedHere(file: FileModel, one: Observation, held: Held): boolean {
  const { cause } = held;
  return (
    cause?.kind === 'written' &&
    cause.function === one.function &&
    cause.via.length === one.via.length &&
    one.function >= 0 &&
    !has(/^(main|run|train|training|experiment)$/, functionNameOf(file, one.function)) &&
    !file.modeRuns.observations.some(
      (other) => other.function === one.function && other.trained !== 'never',
    )
  );
}

/** The same object is trained by the same routine, and nothing switches its mode in between. */
function isTrainedAlike(file: FileModel, one: Observation, modes: Modes): boolean {
  if (!modes.every((held) => held.mode === 'entry' && one.things.includes(held.thing ?? '')))
    return false;
  return file.modeRuns.observations.some(
    (other) =>
      other.trained === 'always' &&
      other.routine === one.routine &&
      other.modes.every((held) => held.mode === 'entry') &&
      other.things.length === 1 &&
      one.things.length === 1 &&
      other.things[0] === one.things[0],
  );
}
