import * as vscode from 'vscode';
import { findingsIn } from '../findings';
import { isPlace } from './open-simulator';
import type { Parts } from './register';

/** Opens the page of a rule or topic: the one named, or that of the finding at the cursor, or one picked from the file. */
export async function explain({ explainer }: Parts, page: unknown, place: unknown): Promise<void> {
  const chosen = typeof page === 'string' ? page : await chooseRule();
  if (chosen === undefined) return;
  await explainer.open(chosen, isPlace(place) ? place : undefined);
}

async function chooseRule(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const findings = editor ? findingsIn(editor.document.uri) : [];
  const here = findings.filter(({ range }) => editor && range.intersection(editor.selection));
  const candidates = here.length > 0 ? here : findings;
  const rules = new Map(candidates.map(({ rule, message }) => [rule, message]));
  if (rules.size === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This file has no dropout findings.'));
    return undefined;
  }
  if (rules.size === 1) return candidates[0]?.rule;
  const items = [...rules].map(([label, detail]) => ({ label, detail }));
  const placeHolder = vscode.l10n.t('The finding to explain');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.label;
}
