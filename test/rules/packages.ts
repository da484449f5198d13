import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { joinCells, type SourceDocument } from '../../server/model/document';
import type { Example } from './examples';
import { examplesOf, MARKER } from './examples';

/** An example of several files: a page of its own under `packages/<rule>/`. */
export interface PackageExample {
  readonly rule: string;
  readonly name: string;
  /** Faulty where some file has a mark. */
  readonly state: 'faulty' | 'silent';
  /** The last one is the script that is run. */
  readonly files: readonly Example[];
  /** Texts after the fix, of the files that it changes. */
  readonly fixed: ReadonlyMap<string, string>;
  /** What the page says about running it. */
  readonly directives: readonly string[];
  /** Changes with the code and with every directive; as `packages.py` makes it. */
  readonly digest: string;
}

const FOLDER = 'test/rules/packages';
const DIRECTIVE = /^<!-- ((?:oracle|run|meant|not run): .*) -->$/;

/** The examples of several files for a rule, in the order of their names. */
export function packagesOf(rule: string): readonly PackageExample[] {
  const folder = `${FOLDER}/${rule}`;
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .sort()
    .map((file) => readPackage(rule, file, fs.readFileSync(`${folder}/${file}`, 'utf8')));
}

/** The names of the rules that have examples of several files. */
export function rulesWithPackages(): readonly string[] {
  return fs
    .readdirSync(FOLDER, { withFileTypes: true })
    .flatMap((one) => (one.isDirectory() ? one.name : []))
    .sort();
}

/** A file of a package as an editor or the command line hands it over; `# %%` starts a cell of a notebook. */
export function documentOf(path: string, text: string): SourceDocument {
  const uri = uriOf(path);
  if (!path.endsWith('.ipynb')) return { uri, language: 'python', text };
  return { uri, language: 'python', ...joinCells(text.split(/^(?=# %%)/m)) };
}

/** The address of a file of a package. */
export function uriOf(path: string): string {
  return `file:///project/${path}`;
}

function readPackage(rule: string, file: string, page: string): PackageExample {
  const examples = examplesOf(page);
  const files = examples.filter((one) => one.state !== 'fixed');
  const lines = page.split('\n');
  return {
    rule,
    name: file.replace(/\.md$/, ''),
    state: files.some((one) => one.marks.length > 0) ? 'faulty' : 'silent',
    files,
    fixed: new Map(
      examples.filter((one) => one.state === 'fixed').map((one) => [one.file, one.text]),
    ),
    directives: lines.flatMap((line) => DIRECTIVE.exec(line)?.[1] ?? []),
    digest: createHash('sha256').update(significant(lines)).digest('hex').slice(0, 16),
  };
}

/** The lines that decide what is run and how: code without markers, openings of fences, directives. */
function significant(lines: readonly string[]): string {
  let inside = false;
  const kept = lines.filter((line) => {
    if (line.startsWith('```')) {
      inside = !inside;
      return true;
    }
    return inside ? !MARKER.test(line) : DIRECTIVE.test(line);
  });
  return kept.join('\n');
}
