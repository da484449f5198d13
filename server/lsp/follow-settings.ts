import { DidChangeConfigurationNotification } from 'vscode-languageserver/node';
import { configurationSection } from './configuration';
import type { Context } from './context';
import { safely } from './safe';

/** Asks to be told of new settings and folders, and answers with fresh findings. */
export async function followSettings(context: Context, showAgain: () => void): Promise<void> {
  const { connection, client, report } = context;
  connection.onDidChangeConfiguration(
    safely('didChangeConfiguration', report, () => readSettingsAgain(context, showAgain)),
  );
  const { workspace } = client.capabilities;
  if (workspace?.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(
      safely('didChangeWorkspaceFolders', report, ({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        const kept = client.folders.filter((uri) => !gone.has(uri));
        client.folders = [...kept, ...added.map(({ uri }) => uri)];
        readSettingsAgain(context, showAgain);
      }),
    );
  }
  if (workspace?.didChangeConfiguration?.dynamicRegistration) {
    await connection.client.register(DidChangeConfigurationNotification.type, {
      section: configurationSection,
    });
  }
}

/** Forgets all settings and what was made by them. */
export function readSettingsAgain(
  { status, configuration, analysis, workspaceFindings, index }: Context,
  showAgain: () => void,
): void {
  status.clear();
  configuration.clear();
  analysis.forget();
  showAgain();
  workspaceFindings.renew();
  index.update();
}
