import type { ApiFact, Framework } from '../model/fact';
import { facts } from './index';
import { frameworkTraits } from './frameworks';
import { frameworkModules, moved } from './namespaces';

/** The row of an API by the qualified name it was imported or reached by; of several, that of the newest version. */
export function lookup(qualifiedName: string): ApiFact | undefined {
  return lookupAll(qualifiedName).at(-1);
}

/** All rows under a qualified name, the oldest version first: an API may have changed its meaning. */
export function lookupAll(qualifiedName: string): readonly ApiFact[] {
  const direct = find(qualifiedName);
  if (direct.length > 0) return direct;
  for (const { under, home } of moved) {
    if (!qualifiedName.startsWith(under)) continue;
    const parts = qualifiedName.split('.');
    const last = find(home + parts.slice(-1).join('.'));
    const found = last.length > 0 ? last : find(home + parts.slice(-2).join('.'));
    if (found.length > 0) return found;
  }
  return [];
}

/** The row of a method of a tensor, `view`, `relu`, `bernoulli_`, in a file about these frameworks. */
export function lookupMethod(name: string, frameworks: readonly Framework[]): ApiFact | undefined {
  for (const framework of frameworks) {
    const found = exact.get(`${frameworkTraits[framework].tensor}.${name}`);
    if (found) return found[0];
  }
  return undefined;
}

/** The framework to which something imported belongs: `torch.nn`, `timm`, `flax.nnx.Dropout`. */
export function frameworkOf(qualifiedName: string): Framework | undefined {
  for (let name = qualifiedName; name !== ''; name = name.slice(0, name.lastIndexOf('.'))) {
    const found = frameworkModules.get(name);
    if (found || !name.includes('.')) return found;
  }
  return undefined;
}

const exact: ReadonlyMap<string, readonly ApiFact[]> = byName();

const wildcards: ReadonlyMap<string, readonly Wildcard[]> = groupByRoot(
  facts.flatMap((fact) =>
    fact.names
      .filter((name) => name.includes('*'))
      .map((name) => ({ root: rootOf(name), pattern: patternOf(name), fact })),
  ),
);

interface Wildcard {
  readonly root: string;
  readonly pattern: RegExp;
  readonly fact: ApiFact;
}

function find(name: string): readonly ApiFact[] {
  const known = exact.get(name);
  if (known) return known;
  const found = wildcards.get(rootOf(name))?.find((row) => row.pattern.test(name));
  return found ? [found.fact] : [];
}

function byName(): ReadonlyMap<string, readonly ApiFact[]> {
  const rows = new Map<string, ApiFact[]>();
  for (const fact of facts) {
    for (const name of fact.names) {
      const known = rows.get(name);
      if (known) known.push(fact);
      else rows.set(name, [fact]);
    }
  }
  return rows;
}

function rootOf(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? name : name.slice(0, dot);
}

/** `*` stands for any run of characters inside one part of the name. */
function patternOf(name: string): RegExp {
  return new RegExp(`^${name.replaceAll('.', '\\.').replaceAll('*', '[^.]*')}$`);
}

function groupByRoot(all: readonly Wildcard[]): ReadonlyMap<string, readonly Wildcard[]> {
  return new Map(all.map(({ root }) => [root, all.filter((row) => row.root === root)]));
}
