import type { Call, CallContext, FileModel, Use } from '../model';
import type { Span } from '../span';
import type { Value } from '../value';

/** What runs when a function is called: the calls in its body and in the functions of the file that it calls. */
export interface Reached {
  readonly calls: readonly Call[];
  readonly uses: readonly Use[];
}

/** What runs when the value of an expression is called; empty where the value is no function of the file. */
export function reachedBy(file: FileModel, value: Value, span: Span): Reached {
  if (/^lambda\b/.test(file.text.slice(span.start, span.end))) {
    return follow(file, (place) => place.span.start >= span.start && place.span.end <= span.end);
  }
  const index = functionOf(file, value);
  return index < 0 ? { calls: [], uses: [] } : follow(file, isInside(file, index));
}

/** The function that a transformation such as `grad(f)` or `partial(f, …)` wraps; any other value as it is. */
export function unwrapped(value: Value, depth = 0): Value {
  if (value.kind !== 'call' || value.callee.kind !== 'global' || depth > 4) return value;
  const isTransformation =
    /(^|\.)(grad|grad_and_value|jacrev|jacfwd|hessian|vmap|partial|checkpoint)$/.test(
      value.callee.name,
    );
  const [inner] = value.args;
  return isTransformation && inner ? unwrapped(inner, depth + 1) : value;
}

function functionOf(file: FileModel, value: Value): number {
  const inner = unwrapped(value);
  return inner.kind === 'function'
    ? file.functions.findIndex((one) => one.name === inner.name)
    : -1;
}

type Place = { readonly span: Span; readonly context: CallContext };

function isInside(file: FileModel, index: number): (place: Place) => boolean {
  const own = file.functions[index]!.span;
  return ({ span }) => span.start >= own.start && span.end <= own.end;
}

function follow(file: FileModel, isHere: (place: Place) => boolean): Reached {
  const seen = new Set<number>();
  const calls = file.calls.filter(isHere);
  const uses = file.uses.filter(isHere);
  for (const use of uses) {
    const index = use.callee.kind === 'function' ? functionOf(file, use.callee) : -1;
    if (index < 0 || seen.has(index)) continue;
    seen.add(index);
    calls.push(...file.calls.filter(isInside(file, index)));
    uses.push(...file.uses.filter(isInside(file, index)));
  }
  return { calls, uses };
}
