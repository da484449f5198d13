import { lookup } from '../facts/lookup';
import { moduleName } from '../facts/namespaces';
import type { ImportItem } from '../model/syntax';
import type { Value } from '../model/value';
import type { Frame, Reading } from './reading';

/** The value of a name as the frame sees it: locals, closures, module level, star imports, builtins. */
export function lookUpName(name: string, frame: Frame): Value {
  for (let scope: Frame | undefined = frame; scope; scope = outerOf(scope)) {
    const value = scope.names.get(name);
    if (value) return value;
  }
  const hoisted = lookUpHoisted(name, frame);
  if (hoisted) return hoisted;
  for (const module of frame.reading.starImports) {
    if (lookup(`${module}.${name}`)) return { kind: 'global', name: `${module}.${name}` };
  }
  return { kind: 'global', name };
}

/** What an import binds: the qualified name, relative ones with their leading dots. */
export function importedValue(item: ImportItem): Value {
  const module = '.'.repeat(item.level) + moduleName(item.module);
  if (item.binds === 'root') return { kind: 'global', name: item.local };
  if (item.member === undefined) return { kind: 'global', name: module };
  const dot = module === '' || module.endsWith('.') ? '' : '.';
  return { kind: 'global', name: `${module}${dot}${item.member}` };
}

function outerOf(frame: Frame): Frame | undefined {
  if (frame.outer) return frame.outer;
  return frame === frame.reading.module ? undefined : frame.reading.module;
}

/** Functions and classes may be used in bodies before their statement has been evaluated. */
function lookUpHoisted(name: string, frame: Frame): Value | undefined {
  const { reading } = frame;
  if (reading.functionNamed.has(name) || reading.classNamed.has(name)) {
    return { kind: 'function', name, bound: false };
  }
  return undefined;
}

/** A qualified name as the file reaches it through what it imports. */
export function writtenName(
  qualified: string | undefined,
  { module }: Reading,
): string | undefined {
  if (qualified === undefined) return undefined;
  const known = [...module.names].flatMap(([local, value]) =>
    value.kind === 'global' && `${qualified}.`.startsWith(`${value.name}.`)
      ? [local + qualified.slice(value.name.length)]
      : [],
  );
  return known[0] ?? qualified;
}
