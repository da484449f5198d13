import fs from 'node:fs';
import type { Finding } from '../../server/model/finding';
import { createService } from '../../server/service/service';
import type { Service } from '../../server/service/service-types';
import { completeSettings } from '../../server/service/settings-complete';

/** A small package: the texts of its files by their paths. */
export type Package = Readonly<Record<string, string>>;

/** A package and what is found in it. */
export interface PackageCase {
  readonly name: string;
  readonly files: Package;
  readonly expected: string;
}

/** The address of a file of a test package. */
export function uriOf(path: string): string {
  return `file:///project/${path}`;
}

/** Reads cases: `# name`, then `## path` before the text of each file, `==>` and the findings. */
export function readPackages(folder: string): readonly PackageCase[] {
  return fs
    .readdirSync(folder)
    .sort()
    .flatMap((name) => fs.readFileSync(`${folder}/${name}`, 'utf8').split(/^(?=# )/m))
    .filter((part) => part.startsWith('# '))
    .map(readCase);
}

/** A service with the default settings that fails loudly. */
export function startService(): Service {
  const settings = completeSettings();
  return createService({
    settings: () => settings,
    log: ({ level, message }) => {
      if (level === 'error') throw new Error(message);
    },
  });
}

/** Gives a service all files of a package as they lie on disk. */
export function learnAll(service: Service, files: Package): void {
  for (const [path, text] of Object.entries(files)) {
    const document = { uri: uriOf(path), language: 'python', text } as const;
    service.recall(document.uri, {
      ...service.outline(document),
      summary: service.summarise(document),
    });
  }
}

/** The findings of every file of a package, in order, each with the places that lead to it. */
export function findAll(service: Service, files: Package): string[] {
  return Object.entries(files).flatMap(([path, text]) => {
    service.update({ uri: uriOf(path), language: 'python', text });
    const found = service.findings(uriOf(path)).map((one) => describe(one, path, files));
    service.remove(uriOf(path));
    return found;
  });
}

function describe(finding: Finding, path: string, files: Package): string {
  const related = finding.related.map(({ uri, span }) => {
    const other = uri?.replace(uriOf(''), '') ?? path;
    return `${other}:${lineOf(files[other] ?? '', span.start)}`;
  });
  const place = `${path}:${lineOf(files[path] ?? '', finding.span.start)}`;
  return [`${place} ${finding.severity} ${finding.rule}`, ...related].join(' < ');
}

function readCase(text: string): PackageCase {
  const [head = '', expected = ''] = text.split(/^==>\n/m);
  const [title = '', ...parts] = head.split(/^(?=## )/m);
  const files = parts.map((part) => {
    const end = part.indexOf('\n');
    return [part.slice(3, end).trim(), part.slice(end + 1)] as const;
  });
  return {
    name: title.slice(2).trim(),
    files: Object.fromEntries(files),
    expected: expected.trim(),
  };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
