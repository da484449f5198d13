import * as vscode from 'vscode';

/** A diagnostic of ours with the rule it comes from. */
export interface ShownFinding {
  readonly rule: string;
  readonly range: vscode.Range;
  readonly message: string;
}

/** The findings that are shown in a document or cell. */
export function findingsIn(uri: vscode.Uri): ShownFinding[] {
  return vscode.languages.getDiagnostics(uri).flatMap(({ source, code, range, message }) => {
    if (source !== 'dropout-lens') return [];
    const rule = typeof code === 'object' ? String(code.value) : String(code ?? '');
    return [{ rule, range, message }];
  });
}
