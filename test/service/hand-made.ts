import { isScript, type Language, type SourceDocument } from '../../server/model/document';
import type { Finding } from '../../server/model/finding';
import type { FileModel, FileRole } from '../../server/model/model';
import { parseScript } from '../../server/parse/javascript';
import { parsePython } from '../../server/parse/python';
import { readFile } from '../../server/read/read-file';
import type { Rule } from '../../server/rules/rule';
import { applyEdits } from '../../server/service/edits';
import { createServiceOf } from '../../server/service/service-core';
import type { LogEvent, Service } from '../../server/service/service-types';
import type { Settings } from '../../server/service/settings';
import { completeSettings } from '../../server/service/settings-complete';

export const uri = 'file:///project/model.py';

/** A service over one text with rules of the test's own, and what it wrote into the log. */
export interface Bench {
  readonly service: Service;
  readonly logged: readonly LogEvent[];
  readonly text: string;
}

export interface BenchOptions {
  readonly rules?: readonly Rule[];
  readonly settings?: Partial<Settings>;
  readonly role?: FileRole;
  readonly errors?: FileModel['errors'];
  readonly cellStarts?: readonly number[];
  readonly language?: Language;
}

/** Opens a text in a service with the given rules, role and errors. */
export function bench(text: string, options: BenchOptions = {}): Bench {
  const logged: LogEvent[] = [];
  const settings = { ...completeSettings(), ...options.settings };
  const service = createServiceOf(
    { settings: () => settings, log: (event) => logged.push(event) },
    {
      rules: options.rules ?? [],
      rulePages: new Map(),
      read: (document) => handMadeModel(document, options),
    },
  );
  const { language = 'python', cellStarts } = options;
  service.update({ uri, language, text, cellStarts });
  return { service, logged, text };
}

/** A rule that finds every place of a word in a text. */
export function finding(word: string, text: string, changes: Partial<Rule> = {}): Rule {
  return {
    id: word,
    summary: `finds ${word}`,
    group: 'rate',
    severity: 'warning',
    fixClass: '-',
    *check() {
      for (const match of text.matchAll(new RegExp(`\\b${word}\\b(?!\\])`, 'g'))) {
        yield { span: { start: match.index, end: match.index + word.length }, data: undefined };
      }
    },
    message: () => `${word} is wrong`,
    ...changes,
  };
}

/** The findings as `rule` and the text they mark, and for unused suppressions the message. */
export function told({ service, text }: Bench): string[] {
  return service
    .findings(uri)
    .map((one) =>
      one.rule === 'unused-suppression'
        ? one.message
        : `${one.rule}: ${text.slice(one.span.start, one.span.end)}`,
    );
}

/** The text after the first fix of a finding. */
export function fixed(text: string, finding: Finding | undefined): string {
  return applyEdits(text, finding?.fixes[0]?.edits ?? []);
}

function handMadeModel(document: SourceDocument, options: BenchOptions): FileModel {
  const { text, language, cellStarts } = document;
  const syntax = isScript(language) ? parseScript(text, language) : parsePython(text, cellStarts);
  const read = readFile(document, syntax);
  return { ...read, role: options.role ?? 'source', errors: options.errors ?? [] };
}
