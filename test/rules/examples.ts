import { frameworks } from '../../engine/framework';
import type { Language } from '../../server/model/document';
import type { Framework } from '../../server/model/fact';
import type { Finding, Severity } from '../../server/model/finding';
import type { Versions } from '../../server/model/versions';
import { resolveVersions } from '../../server/versions/resolve';

/** One fenced example of a rule page. */
export interface Example {
  readonly state: 'faulty' | 'fixed' | 'silent';
  /** The identifier of the language in editors. */
  readonly language: Language;
  readonly framework: Framework;
  /** Path under which it is read; test files and examples get milder findings. */
  readonly file: string;
  /** The code without its marker lines. */
  readonly text: string;
  /** By the requirements of the project that it belongs to: `with=tensorflow==1.15;keras<3`. */
  readonly versions: Versions;
  readonly marks: readonly Mark[];
  /** Places that findings, here or in other files of the package, name as those that lead to them. */
  readonly leads: readonly Lead[];
  /** 1-based line of the page on which the fence opens. */
  readonly line: number;
}

/** What a marker line under the code expects: a range on the line before it, a severity, a part of the message. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly severity: Severity;
  readonly words: string;
}

/** What a marker line expects of a place that leads to a finding: where it starts, and a part of what is said there. */
export interface Lead {
  readonly start: number;
  readonly words: string;
}

const FENCE = /^```(py|js|jsx|ts|tsx|vue|svelte|html)((?: +\S+)*)\s*$/;
/** Identifiers of languages by the word that opens a fence. */
const languages: Readonly<Record<string, Language>> = {
  py: 'python',
  js: 'javascript',
  jsx: 'javascriptreact',
  ts: 'typescript',
  tsx: 'typescriptreact',
  vue: 'vue',
  svelte: 'svelte',
  html: 'html',
};

/** A comment under a line of code that marks what is expected there. */
export const MARKER =
  /^\s*(?:#|\/\/)\s*(\^+)\s+(error|warning|information|hint|leads)(?::\s*(.*?))?\s*$/;

/** Reads all fences of a page that hold code of models, in order. */
export function examplesOf(page: string): readonly Example[] {
  const lines = page.split('\n');
  const examples: Example[] = [];
  for (let index = 0; index < lines.length; index++) {
    const opening = FENCE.exec(lines[index]!);
    if (!opening) continue;
    const end = lines.indexOf('```', index + 1);
    if (end < 0) throw new Error(`The fence on line ${index + 1} is not closed.`);
    examples.push(makeExample(opening, lines.slice(index + 1, end), index + 1));
    index = end;
  }
  return examples;
}

/** How a finding reads in a failure: `3:5-3:20 warning message`. */
export function describeFinding(text: string, finding: Finding): string {
  const at = (offset: number): string => {
    const before = text.slice(0, offset).split('\n');
    return `${before.length}:${before.at(-1)!.length + 1}`;
  };
  return `${at(finding.span.start)}-${at(finding.span.end)} ${finding.severity}: ${finding.message}`;
}

/** The marks that no finding meets, and the findings that no mark expects. */
export function compareMarks(
  { text, marks }: Pick<Example, 'text' | 'marks'>,
  findings: readonly Finding[],
): { readonly missing: readonly string[]; readonly surplus: readonly string[] } {
  const missing = marks.filter((mark) => !findings.some((one) => matches(one, mark, text)));
  const surplus = findings.filter((one) => !marks.some((mark) => matches(one, mark, text)));
  const shown = (mark: Mark): string =>
    `${JSON.stringify(text.slice(mark.start, mark.end))} ${mark.severity}: ${mark.words}`;
  return {
    missing: missing.map(shown),
    surplus: surplus.map((one) => describeFinding(text, one)),
  };
}

function matches(finding: Finding, mark: Mark, text: string): boolean {
  const lineEnd = text.indexOf('\n', finding.span.start);
  const end = Math.min(finding.span.end, lineEnd < 0 ? text.length : lineEnd);
  return (
    finding.span.start === mark.start &&
    end === mark.end &&
    finding.severity === mark.severity &&
    finding.message.includes(mark.words)
  );
}

function makeExample(opening: RegExpExecArray, lines: readonly string[], line: number): Example {
  const words = (opening[2] ?? '').trim().split(/\s+/).filter(Boolean);
  const state = words.includes('fixed') ? 'fixed' : words.includes('silent') ? 'silent' : 'faulty';
  const ending = opening[1] ?? 'py';
  const file = words.find((word) => word.startsWith('file='))?.slice(5) ?? `model.${ending}`;
  const asked = words.find((word) => word.startsWith('with='))?.slice(5) ?? '';
  const versions = resolveVersions([
    { files: [{ name: 'requirements.txt', text: asked.replaceAll(';', '\n') }], installed: [] },
  ]);
  const framework = frameworks.find((one) => words.includes(one)) ?? 'pytorch';
  const kept: string[] = [];
  const marks: Mark[] = [];
  const leads: Lead[] = [];
  let lineStart = 0;
  for (const one of lines) {
    const marker = MARKER.exec(one);
    if (!marker) {
      lineStart = kept.reduce((sum, code) => sum + code.length + 1, 0);
      kept.push(one);
      continue;
    }
    const column = one.indexOf('^');
    if (marker[2] === 'leads') {
      leads.push({ start: lineStart + column, words: marker[3] ?? '' });
      continue;
    }
    marks.push({
      start: lineStart + column,
      end: lineStart + column + marker[1]!.length,
      severity: marker[2] as Severity,
      words: marker[3] ?? '',
    });
  }
  const language = languages[ending] ?? 'python';
  const text = `${kept.join('\n')}\n`;
  return { state, language, framework, file, text, versions, marks, leads, line };
}
