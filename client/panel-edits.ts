import * as vscode from 'vscode';
import type { SimulationInput } from '../engine/simulation-input';
import type { Notice } from './panel-conversation';
import type { SourcePlace } from './panel-source';
import { findRate } from './rate-in-source';

/** Writes a rate where the layer's rate stands in the code, as one edit that can be undone. */
export async function applyRate(
  input: SimulationInput,
  { document, range }: SourcePlace,
  rate: number,
): Promise<Notice> {
  const found = findRate(document.getText(range), input.rateText);
  if (!found) {
    return { text: `The rate is not written as a number in ${input.title}.`, failed: true };
  }
  const offset = document.offsetAt(range.start);
  const target = new vscode.Range(
    document.positionAt(offset + found.start),
    document.positionAt(offset + found.end),
  );
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, target, String(rate));
  const done = await vscode.workspace.applyEdit(edit);
  if (!done) return { text: 'The editor refused the change.', failed: true };
  return { text: `Wrote ${rate} into the code.`, failed: false };
}

/** Shows the layer in its editor and selects it. */
export async function revealSource({ document, range }: SourcePlace): Promise<undefined> {
  const viewColumn = columnOf(document);
  await vscode.window.showTextDocument(document, { selection: range, viewColumn });
  return undefined;
}

function columnOf(document: vscode.TextDocument): vscode.ViewColumn {
  const open = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  return open?.viewColumn ?? vscode.ViewColumn.One;
}
