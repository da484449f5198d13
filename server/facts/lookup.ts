import type { ApiFact, Framework } from '../model/fact';
import { facts } from './index';
import { frameworkTraits } from './frameworks';
import { frameworkModules, moved } from './namespaces';

/** The row of an API by the qualified name it was imported or reached by. */
export function lookup(qualifiedName: string): ApiFact | undefined {
  const direct = find(qualifiedName);
  if (direct) return direct;
  for (const { under, home } of moved) {
    if (!qualifiedName.startsWith(under)) continue;
    const parts = qualifiedName.split('.');
    const found = find(home + parts.slice(-1).join('.')) ?? find(home + parts.slice(-2).join('.'));
    if (found) return found;
  }
  return undefined;
}

/** The row of a method of a tensor, `view`, `relu`, `bernoulli_`, in a file about these frameworks. */
export function lookupMethod(name: string, frameworks: readonly Framework[]): ApiFact | undefined {
  for (const framework of frameworks) {
    const found = exact.get(`${frameworkTraits[framework].tensor}.${name}`);
    if (found) return found;
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

const exact: ReadonlyMap<string, ApiFact> = new Map(
  facts.flatMap((fact) => fact.names.map((name) => [name, fact] as const)),
);

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

function find(name: string): ApiFact | undefined {
  return (
    exact.get(name) ?? wildcards.get(rootOf(name))?.find((row) => row.pattern.test(name))?.fact
  );
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
