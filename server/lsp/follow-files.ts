import {
  DidChangeWatchedFilesNotification,
  WatchKind,
  type FileSystemWatcher,
} from 'vscode-languageserver/node';
import { filePath } from '../files/project-file';
import { isManifest, manifestGlobs } from '../files/project-versions';
import { configurationFiles } from '../service/configuration';
import type { Context } from './context';
import { readSettingsAgain } from './follow-settings';
import { safely } from './safe';

/** Files that configure others or name versions, and source files. */
const watched = [...configurationFiles, ...manifestGlobs, '.gitignore', '*.py', '*.ipynb'];

/** Of a folder that comes or goes, editors tell only the folder: a pattern for files would not match it. */
const watchers: readonly FileSystemWatcher[] = [
  ...watched.map((name) => ({ globPattern: `**/${name}` })),
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];

/** Asks to be told of files that change, and tells the index. */
export async function followFiles(context: Context, showAgain: () => void): Promise<void> {
  const { connection, client, index, report } = context;
  connection.onDidChangeWatchedFiles(
    safely('didChangeWatchedFiles', report, ({ changes }) => {
      const uris = changes.map(({ uri }) => uri);
      if (uris.some(configures)) readSettingsAgain(context, showAgain);
      // What git ignores may have become another.
      else if (uris.some((uri) => uri.endsWith('/.gitignore'))) index.update();
      else index.update(uris.flatMap((uri) => filePath(uri) ?? []).filter(mayHoldSources));
    }),
  );
  if (client.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
    const options = { watchers: [...watchers] };
    await connection.client.register(DidChangeWatchedFilesNotification.type, options);
  }
}

function configures(uri: string): boolean {
  return configurationFiles.some((name) => uri.endsWith(`/${name}`)) || isManifest(uri);
}

/** A source file or what may be a folder: folders with a dot in their names are rare, other files are not. */
function mayHoldSources(path: string): boolean {
  return /\.(py|ipynb)$|[\\/][^.\\/]+$/.test(path);
}
