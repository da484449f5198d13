import type { Arg, Call, Mode } from '../model';
import type { TrainingDependence } from './training';
import { negated, trainingDependence } from './training';

/** The flag that switches a call of a row: given to the call itself or, for a layer, to the call that applies it. */
export function flagOf(call: Call, applied: readonly Arg[] = []): Arg | undefined {
  const { training } = call.fact;
  const own = training?.argument === undefined ? undefined : call.args[training.argument];
  return appliedFlag(call, applied) ?? own;
}

/** The flag among the arguments with which a layer is applied. */
export function appliedFlag(call: Call, applied: readonly Arg[]): Arg | undefined {
  const { training } = call.fact;
  if (training?.applied === undefined) return undefined;
  return applied.find((arg) =>
    arg.position === 'keyword'
      ? arg.name === training.applied || training.appliedBefore?.includes(arg.name)
      : arg.position === training.appliedAt,
  );
}

/** When a flag turns the dropout on: only while training, only while not, or neither. */
export function flagDependence(call: Call, flag: Arg): TrainingDependence {
  const dependence = trainingDependence(flag.value);
  return call.fact.training?.inverted ? negated(dependence) : dependence;
}

/** Whether a flag certainly turns the dropout on, or off. */
export function flagSays(call: Call, flag: Arg): 'on' | 'off' | undefined {
  if (typeof flag.constant !== 'boolean') return undefined;
  return flag.constant === (call.fact.training?.inverted ?? false) ? 'off' : 'on';
}

/** What mode a dropout is in, as far as its own arguments and those with which it is applied tell. */
export function modeSaid(call: Call, applied: readonly Arg[] = []): Mode {
  const { training } = call.fact;
  if (!training) return 'none';
  const flag = flagOf(call, applied);
  if (!flag) {
    const isOpen = call.open && training.argument !== undefined;
    return isOpen || training.untouched === 'raises' ? 'unknown' : training.untouched;
  }
  const said = flagSays(call, flag);
  if (said) return said;
  return trainingDependence(flag.value) === 'none' ? 'argument' : 'module';
}
