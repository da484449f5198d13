import type { ImportItem } from '../model/syntax';

/**
 * The imports of a text, found without parsing it: those at the module level, or those anywhere. Some that stand in
 * strings are found too.
 */
export function scanImports(text: string, where: 'module level' | 'anywhere'): ImportItem[] {
  const pattern = where === 'anywhere' ? ANYWHERE : MODULE_LEVEL;
  return [...text.matchAll(pattern)].flatMap((found) => {
    const { from, members, modules } = found.groups as Partial<Record<string, string>>;
    const span = { start: found.index, end: found.index + found[0].length };
    if (from === undefined) {
      return namesIn(modules ?? '').map(({ name, local }) => ({
        module: name,
        level: 0,
        local: local ?? name.split('.')[0]!,
        binds: local === undefined && name.includes('.') ? ('root' as const) : ('target' as const),
        span,
      }));
    }
    const level = /^\.*/.exec(from)![0].length;
    return namesIn(members ?? '').map(({ name, local }) => ({
      module: from.slice(level),
      level,
      member: name,
      local: local ?? name,
      binds: 'target' as const,
      span,
    }));
  });
}

const GAP = String.raw`(?:[ \t]|\\\r?\n)`;
/** The rest of a statement; lines go on behind a backslash. */
const REST = String.raw`(?:[^\n\\;]|\\\r?\n)*`;
/** A list in brackets, which may hold comments but no other brackets. */
const BRACKETS = String.raw`\((?:[^()#]|#[^\n]*)*\)`;
const STATEMENT = String.raw`(?:from${GAP}+(?<from>[.\w]+)${GAP}+import\b${GAP}*(?<members>${BRACKETS}|${REST})|import${GAP}+(?<modules>${REST}))`;
const MODULE_LEVEL = new RegExp(String.raw`(?:^|^[^\n#'"]*;[ \t]*)${STATEMENT}`, 'gm');
const ANYWHERE = new RegExp(String.raw`(?:^|[;:])[ \t]*${STATEMENT}`, 'gm');

function namesIn(list: string): readonly { readonly name: string; readonly local?: string }[] {
  return list
    .replace(/#.*$/gm, '')
    .replace(/[()\\]/g, ' ')
    .split(',')
    .flatMap((one) => {
      const found = /^\s*([\w.]+|\*)(?:\s+as\s+(\w+))?\s*$/.exec(one);
      return found ? [{ name: found[1]!, local: found[2] }] : [];
    });
}
