import type { AttributeExpression } from '../model/syntax';
import type { Span } from '../model/span';
import type { Value } from '../model/value';
import { evaluate } from './expressions';
import type { Frame } from './reading';
import { contextOf, OTHER, SEQUENTIAL_ITEMS, textOf } from './reading';
import { addItem } from './containers';

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
  if (object.kind === 'self') {
    frame.self?.attributes.set(target.name, value);
    addOwnItem(target.name, value, frame);
  }
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

/** An instance of a Sequential subclass applies what its constructor stores, in that order. */
function addOwnItem(name: string, value: Value, frame: Frame): void {
  const items = frame.self?.attributes.get(SEQUENTIAL_ITEMS);
  if (items?.kind !== 'container' || frame.tracer) return;
  const isModule =
    /^(layer|instance)$/.test(value.kind) ||
    (value.kind === 'container' && value.type === 'sequential');
  if (isModule || value.kind === 'choice') addItem(items, value, frame, name);
}
