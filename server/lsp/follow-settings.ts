import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
} from 'vscode-languageserver/node';
import { manifestGlobs, isManifest } from '../files/project-versions';
import { configurationFiles } from '../service/configuration';
import { configurationSection } from './configuration';
import type { Context } from './context';
import { safely } from './safe';

/** Files that configure others or name versions, and files that may have findings without being open. */
const watchedFiles = [...configurationFiles, ...manifestGlobs, '*.py', '*.ipynb'].map(
  (name) => `**/${name}`,
);

/** Asks to be told of new settings, configuration files and folders, and answers with fresh findings. */
export async function followSettings(context: Context, publishAll: () => void): Promise<void> {
  const { connection, client, configuration, analysis, status, workspaceFindings, report } =
    context;
  const renew = (): void => {
    status.clear();
    configuration.clear();
    analysis.forget();
    publishAll();
    workspaceFindings.renew();
    void refresh(context);
  };
  connection.onDidChangeConfiguration(safely('didChangeConfiguration', report, renew));
  connection.onDidChangeWatchedFiles(
    safely('didChangeWatchedFiles', report, ({ changes }) => {
      const configures = changes.some(
        ({ uri }) => configurationFiles.some((name) => uri.endsWith(`/${name}`)) || isManifest(uri),
      );
      if (configures) renew();
      else changes.forEach(({ uri }) => workspaceFindings.lookAgain(uri));
    }),
  );
  const { workspace } = client.capabilities;
  if (workspace?.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(
      safely('didChangeWorkspaceFolders', report, ({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        const kept = client.folders.filter((uri) => !gone.has(uri));
        client.folders = [...kept, ...added.map(({ uri }) => uri)];
        renew();
      }),
    );
  }
  if (workspace?.didChangeConfiguration?.dynamicRegistration) {
    await connection.client.register(DidChangeConfigurationNotification.type, {
      section: configurationSection,
    });
  }
  if (workspace?.didChangeWatchedFiles?.dynamicRegistration) {
    const watchers = watchedFiles.map((globPattern) => ({ globPattern }));
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
}

/** Asks the editor to ask again for everything that depends on the settings. */
async function refresh({ connection, client, report }: Context): Promise<void> {
  const { workspace } = client.capabilities;
  try {
    if (workspace?.diagnostics?.refreshSupport) await connection.languages.diagnostics.refresh();
    if (workspace?.codeLens?.refreshSupport)
      await connection.sendRequest(CodeLensRefreshRequest.type);
    if (workspace?.inlayHint?.refreshSupport) await connection.languages.inlayHint.refresh();
  } catch (error) {
    report('refresh', error);
  }
}
