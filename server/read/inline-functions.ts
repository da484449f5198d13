import type { FunctionStatement } from '../model/syntax';
import type { Value } from '../model/value';
import type { Frame } from './reading';
import { UNKNOWN } from './reading';

/** A function written where a value is expected: what holds at that place holds in its body too. */
export function defineInline(statement: FunctionStatement, frame: Frame): Value {
  const entry = frame.reading.functionOf.get(statement);
  if (!entry) return UNKNOWN;
  if (frame.recorder || frame.tracer || !entry.closure) entry.closure = frame;
  if (frame.recorder) {
    const { guards, withoutGradient, loops, loopStart } = frame;
    entry.place = { guards, withoutGradient, loops, loopStart };
  }
  return { kind: 'function', name: entry.name, bound: false };
}
