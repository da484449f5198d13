import type { Value } from '../model/value';
import type { Changes } from './bindings';
import { NO_CHANGES } from './bindings';
import type { Frame } from './reading';

/** What one way through the code changes of the names and of the instance. */
export interface Outcome {
  readonly names: Changes;
  readonly attributes: Changes;
}

/** A way that changes nothing. */
export const UNCHANGED: Outcome = { names: NO_CHANGES, attributes: NO_CHANGES };

/** Runs `work` with a function that runs one way and takes back what it changed, so that all ways start alike. */
export function tryWays<Result>(
  frame: Frame,
  work: (way: (run: () => void) => Outcome) => Result,
): Result {
  const attributes = frame.self?.attributes;
  const namesStart = frame.names.begin();
  const attributesStart = attributes?.begin() ?? 0;
  const result = work((run) => {
    run();
    return {
      names: frame.names.takeBack(namesStart),
      attributes: attributes?.takeBack(attributesStart) ?? NO_CHANGES,
    };
  });
  frame.names.end();
  attributes?.end();
  return result;
}

/** Makes a way's changes. */
export function apply(outcome: Outcome, frame: Frame): void {
  frame.names.put(outcome.names);
  frame.self?.attributes.put(outcome.attributes);
}

/** What two ways that start at the frame's state leave; by `test` true the first is taken. */
export function joinOutcomes(
  test: Value | undefined,
  one: Outcome,
  other: Outcome,
  frame: Frame,
): Outcome {
  const attributes = frame.self?.attributes;
  return {
    names: frame.names.join(test, one.names, other.names),
    attributes: attributes?.join(test, one.attributes, other.attributes) ?? NO_CHANGES,
  };
}
