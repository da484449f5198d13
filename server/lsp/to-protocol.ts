import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import manifest from '../../package.json';
import type { Edit, Finding } from '../model/finding';
import { pageScheme, type ClientLook } from '../protocol';
import { toLocation, type Source } from './convert';

/** The name under which an editor shows where a diagnostic comes from. */
export const diagnosticSource = 'dropout-lens';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

const tags = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
} as const;

/** Gives the text of another file, so that places in it become lines; undefined where it cannot be read. */
export type SourceAt = (uri: string) => Source | undefined;

/** A finding as the protocol wants it; the uri of its document is that of `toLocation`. */
export function toDiagnostic(
  source: Source,
  finding: Finding,
  look: ClientLook,
  sourceAt: SourceAt,
): Diagnostic {
  const href = pageAddress(finding.rule, look);
  return {
    range: toLocation(source, finding.span).range,
    severity: severities[finding.severity],
    code: finding.rule,
    ...(href && { codeDescription: { href } }),
    source: diagnosticSource,
    message: finding.message,
    tags: finding.tags.map((tag) => tags[tag]),
    relatedInformation: finding.related.flatMap(({ uri, span, message }) => {
      const other = uri === undefined ? source : sourceAt(uri);
      return other ? [{ location: toLocation(other, span), message }] : [];
    }),
    data: toData(source, finding),
  };
}

/** What travels with a diagnostic: its rule, and the first fix with its edits per document. */
function toData(source: Source, { rule, fixes: [fix] }: Finding): unknown {
  if (!fix) return { rule };
  const { title, safe, edits } = fix;
  return { rule, fix: { title, safe, edit: toWorkspaceEdit(source, edits) } };
}

/** Edits by document, so that a fix may reach over the cells of a notebook. */
export function toWorkspaceEdit(source: Source, edits: readonly Edit[]): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { span, text } of edits) {
    const { uri, range } = toLocation(source, span);
    (changes[uri] ??= []).push({ range, newText: text });
  }
  return { changes };
}

/** Where the page of a rule is shown: inside VS Code, elsewhere in the repository where there is one. */
function pageAddress(rule: string, look: ClientLook): string | undefined {
  if (look.vscode) return `${pageScheme}:/${rule}.md`;
  const { repository } = manifest as Manifest;
  return repository && `${repository.url.replace(/\.git$/, '')}/blob/main/server/rules/${rule}.md`;
}

interface Manifest {
  readonly repository?: { readonly url: string };
}
