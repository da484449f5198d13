import { frameworkPackages } from './coverage.mjs';

/** The packages of a framework with the versions that a run has recorded: `flax 0.12.8`, `jax 0.10.2`. */
export function versionsOf(framework, versions) {
  return frameworkPackages[framework]
    .filter((name) => versions[name])
    .map((name) => `${name} ${versions[name]}`);
}
