import type { Span } from '../span';
import type { Observation } from './modes-observations';
import type { Cause } from './modes-state';
import { isOwnPlace } from './program';

/**
 * Where the file itself does what is observed: the forward pass, or the call that leads to it in another file.
 * A finding stands there, because the file that knows the mode is the one that builds the model and calls the
 * other code: the other code is right for callers that set the mode first, and only this file shows both halves.
 */
export function ownPlaceOf(one: Observation): Span {
  return lastOwn([...one.via, one.node.span]) ?? one.node.span;
}

/** Where the file itself sets a mode: the call of `train()`, or the call that leads to it in another file. */
export function ownPlaceOfCause(cause: Cause): Span {
  return lastOwn([...cause.via, cause.span]) ?? cause.span;
}

function lastOwn(path: readonly Span[]): Span | undefined {
  return path.filter(isOwnPlace).at(-1);
}
