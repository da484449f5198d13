import type { Call, FileModel, Mode, Model, Step } from '../model/model';
import type { Span } from '../model/span';
import { rateOf } from '../model/walks/dropout';
import { placedSteps } from '../model/walks/steps';
import { flagOf, flagSays, modeSaid } from '../model/walks/flags';
import { trainingDependence } from '../model/walks/training';

/** A dropout layer or dropout call of the file, at its construction or at one of its uses. */
export interface DropoutPlace {
  readonly call: Call;
  /** What is shown as the place: the call that makes it, or the callee of the call that applies it. */
  readonly span: Span;
  /** Where a mouse or cursor means this place; the tensor that goes in is left out. */
  readonly zones: readonly Span[];
  /** For a use: that one; for a construction: all uses that were read. */
  readonly uses: readonly Use[];
  readonly form: 'construction' | 'use' | 'function';
}

/** One step of a model. */
export interface Use {
  readonly model: Model;
  readonly index: number;
  readonly step: Step;
}

/** What is known about the rate of a call. */
export interface RateReading {
  /** Probability of dropping. */
  readonly rate?: number;
  /** As written in the code, or the default. */
  readonly text: string;
  /** 'written': a constant; 'likely': the default of a parameter or configuration; 'default': the API's own. */
  readonly certainty: 'written' | 'likely' | 'default' | 'unknown';
}

/** Every dropout of the file in source order: constructions and functions first by place, then uses. */
export function findDropoutPlaces(file: FileModel, text: string): readonly DropoutPlace[] {
  const steps = stepsByCall(file);
  return file.calls.filter(drops).flatMap((call) => {
    const uses = usesOf(steps, call);
    const applied = uses.filter((use) => !isWithin(use.step.span, call.span));
    const made: DropoutPlace = {
      call,
      span: call.span,
      zones: zonesOf(call),
      uses,
      form: call.fact.form === 'module' ? 'construction' : 'function',
    };
    return [made, ...applied.map((use) => usePlace(call, use, text))];
  });
}

/** Reads the rate of a dropout call as a probability of dropping. */
export function readRate(call: Call): RateReading {
  const known = rateOf(call);
  const rate = finite(known?.certain ?? known?.likely);
  const text = known?.arg?.text ?? (rate === undefined ? (call.fact.rate ?? '') : String(rate));
  if (rate === undefined) return { text, certainty: 'unknown' };
  if (!known?.arg) return { rate, text, certainty: 'default' };
  return { rate, text, certainty: known.certain === undefined ? 'likely' : 'written' };
}

/** Who switches the dropout at a place: the uses as far as they agree, else the call itself. */
export function modeAt(place: DropoutPlace): Mode {
  const [first, ...rest] = place.uses.map((use) => use.step.mode);
  if (first !== undefined) return rest.every((mode) => mode === first) ? first : 'unknown';
  const flag = flagOf(place.call);
  if (!place.call.fact.training) return 'unknown';
  if (!flag) return modeSaid(place.call);
  const unsaid = trainingDependence(flag.value) === 'none' ? 'unknown' : 'argument';
  return flagSays(place.call, flag) ?? unsaid;
}

/** A row that drops: a dropout layer, or a composite one whose own rate is not certainly zero. */
function drops(call: Call): boolean {
  const { kind, variant, rate } = call.fact;
  if (kind === 'dropout') return true;
  return variant !== undefined && rate !== undefined && readRate(call).rate !== 0;
}

/** The steps of all models by the call that made their layer. */
function stepsByCall(file: FileModel): ReadonlyMap<string, readonly Use[]> {
  const found = new Map<string, Use[]>();
  for (const model of file.models) {
    for (const { index, step, layer } of placedSteps(model)) {
      if (!layer.call) continue;
      const key = keyOf(layer.call.span);
      const uses = found.get(key) ?? [];
      found.set(key, uses);
      uses.push({ model, index, step });
    }
  }
  return found;
}

function keyOf({ start, end }: Span): string {
  return `${start}:${end}`;
}

/** The uses of a layer, one for each place in the code; a whole class tells more than the Sequential in it. */
function usesOf(steps: ReadonlyMap<string, readonly Use[]>, call: Call): Use[] {
  const uses = steps.get(keyOf(call.span)) ?? [];
  const classesFirst = [
    ...uses.filter((use) => use.model.form === 'class'),
    ...uses.filter((use) => use.model.form !== 'class'),
  ];
  return classesFirst.filter(
    (use, i) => classesFirst.findIndex((other) => isSame(other.step.span, use.step.span)) === i,
  );
}

function usePlace(call: Call, use: Use, text: string): DropoutPlace {
  const { span } = use.step;
  const callee = { start: span.start, end: calleeEnd(text, span) };
  return { call, span: callee, zones: [callee], uses: [use], form: 'use' };
}

/** Where the arguments of the call that starts at the span begin: `self.drops[i](` is 13 letters long. */
function calleeEnd(text: string, span: Span): number {
  let depth = 0;
  for (let i = span.start; i < span.end; i++) {
    const character = text.charAt(i);
    if (character === '[') depth++;
    else if (character === ']') depth--;
    else if (character === '(' && depth === 0) return i;
  }
  return span.end;
}

function zonesOf(call: Call): Span[] {
  const settings = Object.values(call.args).filter((arg) => arg.name !== 'input');
  return [
    call.callee,
    ...settings.map((arg) => ({
      start: arg.keyword?.start ?? arg.span.start,
      end: arg.span.end,
    })),
  ];
}

function finite(value: number | undefined): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function isSame(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
