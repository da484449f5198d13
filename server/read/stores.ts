import type { AttributeExpression } from '../model/syntax';
import type { Span } from '../model/span';
import type { Value } from '../model/value';
import { evaluate } from './expressions';
import type { Frame } from './reading';
import { contextOf, OTHER, textOf } from './reading';

/** `object.name = value`: changes the instance being read, and notes the store for rules. */
export function storeAttribute(
  target: AttributeExpression,
  value: Value,
  valueSpan: Span,
  frame: Frame,
): void {
  const object = evaluate(target.object, frame);
  noteStore(object, textOf(frame.reading, target.object.span), target, value, valueSpan, frame);
}

/** The same for `setattr(object, 'name', value)` and `object.add_module('name', value)`. */
export function storeNamed(
  object: Value,
  objectText: string,
  name: string,
  value: Value,
  spans: { readonly span: Span; readonly value: Span },
  frame: Frame,
): void {
  noteStore(object, objectText, { name, span: spans.span }, value, spans.value, frame);
}

function noteStore(
  object: Value,
  objectText: string,
  target: { readonly name: string; readonly span: Span },
  value: Value,
  valueSpan: Span,
  frame: Frame,
): void {
  if (object.kind === 'self') frame.self?.attributes.set(target.name, value);
  frame.recorder?.stores.push({
    object,
    objectText,
    name: target.name,
    value,
    valueSpan,
    span: target.span,
    context: contextOf(frame, OTHER),
  });
}
