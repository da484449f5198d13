import type { Guard } from '../model';
import type { Value } from '../value';

/**
 * How a value depends on the training mode.
 * 'training': true (or non-zero) only while training; 'inverted': only while not training;
 * 'some': it depends on the mode in a way that was not understood; 'none': not at all.
 */
export type TrainingDependence = 'training' | 'inverted' | 'some' | 'none';

/** The training dependence of a value: `self.training`, `not training`, `p if self.training else 0.0`, `p * training`. */
export function trainingDependence(value: Value): TrainingDependence {
  switch (value.kind) {
    case 'parameter':
      return nameDependence(value.name);
    case 'tensor':
      return value.parameter ? nameDependence(value.parameter) : 'none';
    case 'attribute':
      return nameDependence(value.name);
    case 'operation':
      return dependenceOfOperation(value.operator, value.operands);
    case 'choice':
      return dependenceOfChoice(value.test, value.options);
    case 'call':
      return isAnyDependent([value.callee, ...value.args, ...Object.values(value.keywords)]);
    default:
      return 'none';
  }
}

/** Whether the code under these guards runs only while training, only while not, depends somehow, or does not care. */
export function guardedByTraining(guards: readonly Guard[]): TrainingDependence {
  let answer: TrainingDependence = 'none';
  for (const guard of guards) {
    const dependence = trainingDependence(guard.test);
    if (dependence === 'none') continue;
    const turned = guard.holds ? dependence : negated(dependence);
    if (turned === 'training') return 'training';
    answer = turned;
  }
  return answer;
}

/** What a name says about the mode: `train` is training, `deterministic` and `inference` are not. */
export function nameDependence(name: string): TrainingDependence {
  const word = name.toLowerCase().replace(/^_+/, '');
  if (
    /^(self_?)?(is_?|in_?)?(train|training|train_?mode|training_?mode|train_?phase|istrain|train_?flag)$/.test(
      word,
    )
  ) {
    return 'training';
  }
  if (
    /^(is_?)?(deterministic|eval|evaluate|evaluation|eval_?mode|inference|inference_?mode|test|testing|test_?mode|validation)$/.test(
      word,
    )
  ) {
    return 'inverted';
  }
  return 'none';
}

function dependenceOfOperation(operator: string, operands: readonly Value[]): TrainingDependence {
  const each = operands.map(trainingDependence);
  if (each.every((one) => one === 'none')) return 'none';
  if (operator === 'not') return negated(each[0]!);
  const only = each.find((one) => one !== 'none')!;
  if (operator === 'and' || operator === '*') return only;
  if (operator === '==' || operator === 'is') return compared(only, operands, false);
  if (operator === '!=' || operator === 'is not') return compared(only, operands, true);
  return 'some';
}

function compared(
  dependence: TrainingDependence,
  operands: readonly Value[],
  isNegated: boolean,
): TrainingDependence {
  const other = operands.find((operand) => operand.kind === 'constant');
  if (other?.kind !== 'constant') return 'some';
  const positive = (other.value === true || other.value === 1) !== isNegated;
  return positive ? dependence : negated(dependence);
}

function dependenceOfChoice(
  test: Value | undefined,
  options: readonly Value[],
): TrainingDependence {
  const byTest = test ? trainingDependence(test) : 'none';
  if (byTest !== 'none' && options.length === 2) {
    const [then, otherwise] = options.map(isOff);
    if (otherwise && !then) return byTest;
    if (then && !otherwise) return negated(byTest);
    return 'some';
  }
  const each = options.map(trainingDependence);
  if (each.every((one) => one === 'none')) return byTest === 'none' ? 'none' : 'some';
  // `p if cond else 0` around a gated value stays gated when the rest is off.
  const gated = each.find((one) => one !== 'none')!;
  return options.every((option, index) => each[index] === gated || isOff(option)) ? gated : 'some';
}

function isAnyDependent(values: readonly Value[]): TrainingDependence {
  return values.some((value) => trainingDependence(value) !== 'none') ? 'some' : 'none';
}

/** Zero, False or None: nothing is dropped. */
function isOff(value: Value): boolean {
  return (
    value.kind === 'constant' &&
    (value.value === 0 || value.value === false || value.value === null)
  );
}

/** The same for the opposite flag. */
export function negated(dependence: TrainingDependence): TrainingDependence {
  if (dependence === 'training') return 'inverted';
  return dependence === 'inverted' ? 'training' : dependence;
}
