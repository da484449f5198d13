import type { ImportItem } from '../model/syntax';

/** The imports at the start of lines of a text, found without parsing it: for files that hold nothing else of interest. */
export function scanImports(text: string): readonly ImportItem[] {
  return [...text.matchAll(IMPORT)].flatMap((found) => {
    const [whole, module, members, names] = found;
    const span = { start: found.index, end: found.index + whole.length };
    if (module === undefined) {
      return namesIn(names ?? '').map(({ name, local }) => ({
        module: name,
        level: 0,
        local: local ?? name.split('.')[0]!,
        binds: local === undefined && name.includes('.') ? ('root' as const) : ('target' as const),
        span,
      }));
    }
    const level = /^\.*/.exec(module)![0].length;
    return namesIn(members ?? '').map(({ name, local }) => ({
      module: module.slice(level),
      level,
      member: name,
      local: local ?? name,
      binds: 'target' as const,
      span,
    }));
  });
}

const IMPORT =
  /^(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]*\)|(?:[^\n\\]|\\\r?\n)*)|import[ \t]+((?:[^\n\\]|\\\r?\n)*))/gm;

function namesIn(list: string): readonly { readonly name: string; readonly local?: string }[] {
  return list
    .replace(/#.*$/gm, '')
    .replace(/[()\\]/g, ' ')
    .split(',')
    .flatMap((one) => {
      const found = /^\s*([\w.]+|\*)(?:\s+as\s+(\w+))?\s*;?\s*$/.exec(one);
      return found ? [{ name: found[1]!, local: found[2] }] : [];
    });
}
