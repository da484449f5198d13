import * as vscode from 'vscode';

/** Switches a rule off in the settings of the workspace, or of the user where no folder is open. */
export async function disableRule(rule: unknown): Promise<void> {
  if (typeof rule !== 'string') return;
  const configuration = vscode.workspace.getConfiguration('dropoutLens');
  const folder = vscode.workspace.workspaceFolders !== undefined;
  const target = folder ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  const inspected = configuration.inspect<Record<string, string>>('rules.severity');
  const own = folder ? inspected?.workspaceValue : inspected?.globalValue;
  await configuration.update('rules.severity', { ...own, [rule]: 'off' }, target);
}
