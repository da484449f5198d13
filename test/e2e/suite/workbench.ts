import * as vscode from 'vscode';

/** Resolves with the first truthy answer of `probe`, or throws after `limit` milliseconds. */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  limit = 30_000,
): Promise<NonNullable<T>> {
  for (const end = Date.now() + limit; ;) {
    const answer = await probe();
    if (answer) return answer as NonNullable<T>;
    if (Date.now() > end) throw new Error(`still waiting for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** The address of a file of the workspace. */
export function inWorkspace(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('No folder is open.');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file of the workspace in an editor. */
export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(inWorkspace(name), { preview: false });
}

/** Opens a new document on disk with a text. */
export async function openText(name: string, text: string): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(inWorkspace(name), Buffer.from(text));
  return open(name);
}

/** What we report about a document, as `rule at text`. */
export function findings(document: vscode.TextDocument): string[] {
  return ours(document).map(({ code, range }) => `${ruleOf(code)} at ${document.getText(range)}`);
}

/** Our diagnostics of a document. */
export function ours(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === 'dropout-lens');
}

/** Waits until the findings of a document are these. */
export async function expectFindings(
  document: vscode.TextDocument,
  expected: readonly string[],
): Promise<void> {
  const same = (): boolean => findings(document).join('\n') === expected.join('\n');
  try {
    await until('findings', same);
  } catch {
    throw new Error(`expected\n${expected.join('\n')}\nfound\n${findings(document).join('\n')}`);
  }
}

/** The place right behind the first occurrence of a text. */
export function behind(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`no “${text}” in ${document.uri}`);
  return document.positionAt(at + text.length);
}

/** The range of the first occurrence of a text. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const end = behind(document, text);
  return new vscode.Range(document.positionAt(document.offsetAt(end) - text.length), end);
}

/** Replaces the first occurrence of a text, as typing would: one edit, nothing is saved. */
export async function replace(
  document: vscode.TextDocument,
  text: string,
  by: string,
): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, text), by);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('the edit was refused');
}

/** The code actions at a text. */
export async function actionsAt(
  document: vscode.TextDocument,
  text: string,
  kind?: string,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    rangeOf(document, text),
    kind,
  );
}

/** The texts of all hovers at a text. */
export async function hoverAt(
  document: vscode.TextDocument,
  text: string,
): Promise<vscode.MarkdownString[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    rangeOf(document, text).start,
  );
  return hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
}

/** Sets one of our settings for the workspace; undefined takes it back. */
export async function set(name: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('dropoutLens');
  await configuration.update(name, value, vscode.ConfigurationTarget.Workspace);
}

/** Closes every editor without asking; changes are thrown away. */
export async function closeAll(): Promise<void> {
  const revert = 'workbench.action.revertAndCloseActiveEditor';
  for (const notebook of vscode.workspace.notebookDocuments) {
    if (!notebook.isDirty) continue;
    await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand(revert);
  }
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty || document.uri.scheme !== 'file') continue;
    if (!vscode.workspace.getWorkspaceFolder(document.uri)) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand(revert);
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

function ruleOf(code: vscode.Diagnostic['code']): string {
  return String(typeof code === 'object' ? code.value : code);
}
