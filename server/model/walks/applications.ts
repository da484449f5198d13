import type { Arg, Call, FileModel, Use } from '../model';
import type { Span } from '../span';
import { flagOf } from './flags';

/** One place where a layer of a known row is called. */
export interface Application {
  /** The call that made the layer. */
  readonly call: Call;
  readonly use: Use;
  /** The flag that switches it, given there or where the layer was made. */
  readonly flag?: Arg;
}

/** Every place where what is called is certainly one layer of a known row. */
export function applicationsOf(file: FileModel): readonly Application[] {
  return file.uses.flatMap((use) => {
    if (use.callee.kind !== 'layer') return [];
    const { call } = use.callee;
    return [{ call, use, flag: flagOf(call, use.args) }];
  });
}

/** The key with which a layer is applied. */
export function appliedKey({ call, use }: Application): Arg | undefined {
  const name = call.fact.key?.applied;
  return name === undefined ? undefined : argumentOf(use, name);
}

/** A keyword argument by its name. */
export function argumentOf(use: Use, name: string): Arg | undefined {
  return use.args.find((arg) => arg.position === 'keyword' && arg.name === name);
}

/** The place behind the last argument of a call; undefined where it has none. */
export function endOfArguments({ args }: Use): Span | undefined {
  const end = Math.max(...args.map((arg) => arg.span.end));
  return Number.isFinite(end) ? { start: end, end } : undefined;
}

/** The layers of known rows that the items of a Sequential are, applied with nothing but the data. */
export function appliedInSequence(file: FileModel): readonly Call[] {
  const found = file.models.flatMap((model) =>
    model.steps.flatMap((step) => {
      const call = model.layers[step.layer]?.call;
      const isOwn = call?.span.start === step.span.start && call.span.end === step.span.end;
      return isOwn && call.fact.form === 'module' ? [call] : [];
    }),
  );
  return found.filter((one, index) => !found.slice(0, index).some((other) => isSame(one, other)));
}

/** Whether two records are of one call in the text; readings of a class make their own. */
export function isSame(one: Call, other: Call): boolean {
  return one.span.start === other.span.start && one.span.end === other.span.end;
}
