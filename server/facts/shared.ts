import type { RangeFact, TrainingFact } from '../model/fact';

/** The layer follows train() and eval(). */
export const followsModule: TrainingFact = { untouched: 'module' };

/** An argument `training` decides; an untouched call drops. */
export const onByDefault: TrainingFact = {
  argument: 'training',
  untouched: 'on',
  nonBoolean: 'truthy',
};

/** An argument `training` decides; an untouched call does not drop. */
export const offByDefault: TrainingFact = {
  argument: 'training',
  untouched: 'off',
  nonBoolean: 'truthy',
};

/** No argument switches it: it drops whenever the rate is above zero. */
export const alwaysOn: TrainingFact = { untouched: 'on' };

/** Outside [0, 1] raises when the layer is made; 1 gives zeros. */
export const checkedWhenMade: RangeFact = {
  low: 0,
  high: 1,
  below: 'error at construction',
  one: 'all zero',
  above: 'error at construction',
};

/** Outside [0, 1] raises when it is called, whatever the mode; 1 gives zeros. */
export const checkedWhenCalled: RangeFact = {
  low: 0,
  high: 1,
  below: 'error at call',
  one: 'all zero',
  above: 'error at call',
};

/** Outside [0, 1] raises at the first call that drops; 1 gives zeros. */
export const checkedInTraining: RangeFact = {
  low: 0,
  high: 1,
  below: 'error in training',
  one: 'all zero',
  above: 'error in training',
};

/** As `range`, for an API in which rate 1 leaves something over: a residual branch, a bias. */
export function partial(range: RangeFact): RangeFact {
  return { ...range, one: 'accepted' };
}

/** Nothing is known about unusual rates. */
export const uncheckedRange: RangeFact = {
  low: 0,
  high: 1,
  below: 'accepted',
  one: 'accepted',
  above: 'accepted',
};
