import { packageName, type Requirement } from './requirement';
import { exactly, readSpecifier } from './specifier';

/** Reads `package.json`: dependencies of every kind. */
export function readPackageFile(text: string): readonly Requirement[] {
  const root = record(JSON.parse(text));
  const kinds = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
  return kinds.flatMap((kind) =>
    Object.entries(record(root[kind])).map(([name, specifier]) => ({
      name: packageName(name),
      range: typeof specifier === 'string' ? readSpecifier(specifier, 'npm') : {},
    })),
  );
}

/** Reads `package-lock.json`: what lies directly in the project's own `node_modules`. */
export function readPackageLock(text: string): readonly Requirement[] {
  const root = record(JSON.parse(text));
  const installed = Object.entries(record(root['packages'])).flatMap(([place, value]) => {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(place)?.[1];
    return name === undefined ? [] : [[name, value] as const];
  });
  const older = Object.entries(record(root['dependencies']));
  return (installed.length > 0 ? installed : older).flatMap(([name, value]) => {
    const { version } = record(value);
    return typeof version === 'string'
      ? [{ name: packageName(name), range: exactly(version) }]
      : [];
  });
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? (value as Readonly<Record<string, unknown>>) : {};
}
