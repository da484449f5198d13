import type { VersionRange } from '../model/versions';
import { exactly, readSpecifier, type Dialect } from './specifier';

/** A package that a file asks for, and the versions that it allows. */
export interface Requirement {
  readonly name: string;
  readonly range: VersionRange;
}

/**
 * Reads one requirement: `tensorflow[and-cuda]>=2.1,<3 ; python_version > "3.8"`, `keras @ https://…/keras-3.1.0-py3-none-any.whl`.
 * Undefined for what names no package.
 */
export function readRequirement(text: string, dialect: Dialect = 'pip'): Requirement | undefined {
  const line = text.split(/\s+#|\s--hash/, 1)[0]!.trim();
  const wheel = /(?:^|\/)([A-Za-z][\w.]*?)-(\d+(?:\.\w+)*)[-+][^/]*\.whl/.exec(line);
  if (wheel) return { name: packageName(wheel[1]!), range: exactly(wheel[2]!) };
  const parts = /^(?:[\w.-]+::)?([A-Za-z][\w.-]*)\s*(?:\[[^\]]*\])?\s*(.*)$/.exec(line);
  if (!parts) return undefined;
  const [specifier = ''] = parts[2]!.split(';', 1);
  if (!/^(@|\(?[~^<>=!]|$)/.test(specifier)) return undefined;
  const bare = specifier.startsWith('@') ? '' : specifier.replace(/[()]/g, '').trim();
  return { name: packageName(parts[1]!), range: readSpecifier(bare, dialect) };
}

/** The name under which a package is known here: small letters and hyphens, one name for all builds of a framework. */
export function packageName(written: string): string {
  const name = written.startsWith('@') ? written : written.toLowerCase().replace(/[-_.]+/g, '-');
  return builds.find(([pattern]) => pattern.test(name))?.[1] ?? name;
}

/** Builds of a framework under names of their own; nightly builds carry other numbers and stay apart. */
const builds: readonly (readonly [RegExp, string])[] = [
  [/^(intel-)?tensorflow(-(gpu|cpu|macos|intel|rocm|aarch64|cpu-aws))?$/, 'tensorflow'],
  [/^paddlepaddle(-(gpu|xpu|npu|rocm))?$/, 'paddlepaddle'],
  [/^mindspore(-(gpu|ascend|cpu))?$/, 'mindspore'],
  [/^mxnet(-(cu\d+(mkl)?|mkl|native))?$/, 'mxnet'],
  [/^(pytorch|torch)(-(cpu|gpu))?$/, 'torch'],
  [/^@tensorflow\/tfjs(-(node|node-gpu|core|layers|converter))?$/, '@tensorflow/tfjs'],
];
