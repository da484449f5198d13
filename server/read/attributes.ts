import { frameworkTraits } from '../facts/frameworks';
import { constantOf } from '../model/walks/constants';
import type { Value } from '../model/value';
import { findMethod, frameworkOfClass, resolutionOrder } from './inheritance';
import type { ClassEntry, Frame } from './reading';
import { joinAll } from './values';

/** The value of `object.name`. */
export function attributeOf(object: Value, name: string, frame: Frame): Value {
  switch (object.kind) {
    case 'global':
      return { kind: 'global', name: `${object.name}.${name}` };
    case 'self':
      return attributeOfSelf(name, frame);
    case 'instance':
      return attributeOfInstance(object, name, frame);
    case 'function':
      return attributeOfFunction(object.name, name, frame) ?? { kind: 'attribute', object, name };
    case 'layer': {
      const arg = object.call.args[name];
      return arg && constantOf(arg.value) !== undefined
        ? arg.value
        : { kind: 'attribute', object, name };
    }
    case 'choice': {
      const each = object.options
        .filter((option) => option.kind !== 'constant')
        .map((option) => attributeOf(option, name, frame));
      return each.length > 0 &&
        each.every((one) => one.kind === 'global' || one.kind === 'function')
        ? joinAll(each)
        : { kind: 'attribute', object, name };
    }
    case 'parameter':
      return { kind: 'attribute', object, name, default: declaredDefault(object, name, frame) };
    default:
      return { kind: 'attribute', object, name };
  }
}

function attributeOfSelf(name: string, frame: Frame): Value {
  const self = frame.self;
  const object: Value = { kind: 'self' };
  if (!self) return { kind: 'attribute', object, name };
  const stored = self.attributes.get(name);
  if (stored) return stored;
  const method = findMethod(self.class, name, frame.reading);
  if (method && isProperty(method.statement.decorators)) return { kind: 'attribute', object, name };
  if (method) return { kind: 'function', name: method.name, bound: true };
  return fieldValue(self.class, name, frame) ?? { kind: 'attribute', object, name };
}

/** What the class body binds; of a field it is only the default, unless it is something to call. */
function fieldValue(entry: ClassEntry, name: string, frame: Frame): Value | undefined {
  const value = bodyValue(entry, name, frame);
  if (!value || /^(layer|function|global|instance)$/.test(value.kind)) return value;
  const isField = resolutionOrder(entry, frame.reading).some((one) => one.fields.has(name));
  if (!isField || !frameworkTraits[frameworkOfClass(entry, frame.reading)].fields) return value;
  return { kind: 'attribute', object: { kind: 'self' }, name, default: value };
}

function attributeOfInstance(
  object: Extract<Value, { kind: 'instance' }>,
  name: string,
  frame: Frame,
): Value {
  const entry = frame.reading.classNamed.get(object.class);
  const stored = entry?.attributes?.get(name);
  if (stored) return stored;
  const fallback = entry && bodyValue(entry, name, frame);
  return { kind: 'attribute', object, name, default: fallback };
}

/** `Config.dropout` of a class of the file, or a method reached through the class. */
function attributeOfFunction(owner: string, name: string, frame: Frame): Value | undefined {
  const entry = frame.reading.classNamed.get(owner);
  if (!entry) return undefined;
  const method = findMethod(entry, name, frame.reading);
  if (method) return { kind: 'function', name: method.name, bound: false };
  const nested = `${owner}.${name}`;
  if (frame.reading.classNamed.has(nested)) return { kind: 'function', name: nested, bound: false };
  return bodyValue(entry, name, frame);
}

/** What a class body along the inheritance binds. */
function bodyValue(entry: ClassEntry, name: string, frame: Frame): Value | undefined {
  for (const one of resolutionOrder(entry, frame.reading)) {
    const value = one.body.get(name);
    if (value) return value;
  }
  return undefined;
}

/** The default that the annotated class of a parameter declares: dataclasses and configuration classes. */
function declaredDefault(
  parameter: Extract<Value, { kind: 'parameter' }>,
  name: string,
  frame: Frame,
): Value | undefined {
  const annotated = parameter.annotation?.replace(/^['"]|['"]$/g, '');
  const entry = annotated ? frame.reading.classNamed.get(annotated) : undefined;
  return entry && (bodyValue(entry, name, frame) ?? entry.attributes?.get(name));
}

function isProperty(
  decorators: readonly { readonly kind: string; readonly name?: string }[],
): boolean {
  return decorators.some(
    (one) => (one.kind === 'name' || one.kind === 'attribute') && /property/.test(one.name ?? ''),
  );
}
