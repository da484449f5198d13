import type { Connection } from 'vscode-languageserver/node';
import { createExclusion } from '../service/exclusion';
import { knownRules } from '../service/known-rules';
import type { Settings } from '../service/settings';
import { checkSettings, type PartialSettings } from '../service/settings-check';
import { completeSettings } from '../service/settings-complete';
import type { Versions } from '../model/versions';
import { createProjectVersions } from '../files/project-versions';
import type { Client } from './context';
import { filePath, findProjectFile, relativePath, type ProjectFile } from '../files/project-file';

/** The name under which editors keep our settings. */
export const configurationSection = 'dropoutLens';

/** The settings in force, per document. */
export interface Configuration {
  /** Reads what the editor and the project files say about a document, unless that is known already. */
  load(uri: string): Promise<Settings>;
  /** The settings as last loaded; the defaults before. */
  known(uri: string): Settings;
  /** Whether the settings exclude the document. */
  excluded(uri: string): boolean;
  /** Patterns of the editor, relative to the workspace folder, as last loaded. */
  editorExcludes(uri: string): readonly string[];
  /** The versions of packages that the project of the document names. */
  versions(uri: string): Versions;
  /** Makes the next `load` read again. */
  clear(): void;
}

interface Loaded {
  readonly settings: Settings;
  readonly excluded: boolean;
  readonly editorExcludes: readonly string[];
}

/** Reads settings when they are first asked for; `problem` is told each faulty value once. */
export function createConfiguration(
  connection: Connection,
  client: Client,
  problem: (sentence: string) => void,
): Configuration {
  const loaded = new Map<string, Loaded>();
  const pending = new Map<string, Promise<Loaded>>();
  const projectVersions = createProjectVersions();
  const load = (uri: string): Promise<Loaded> => {
    const known = loaded.get(uri);
    if (known) return Promise.resolve(known);
    const started = pending.get(uri) ?? read(connection, client, uri, problem);
    pending.set(uri, started);
    return started.then((result) => {
      // A `clear` in between means that this answer is old already.
      if (pending.get(uri) === started) {
        pending.delete(uri);
        loaded.set(uri, result);
      }
      return result;
    });
  };
  return {
    load: async (uri) => (await load(uri)).settings,
    known: (uri) => loaded.get(uri)?.settings ?? defaults,
    excluded: (uri) => loaded.get(uri)?.excluded ?? false,
    editorExcludes: (uri) => loaded.get(uri)?.editorExcludes ?? [],
    versions(uri) {
      const path = filePath(uri);
      return path === undefined ? noVersions : projectVersions.of(path);
    },
    clear() {
      projectVersions.clear();
      loaded.clear();
      pending.clear();
    },
  };
}

const defaults = completeSettings();

const noVersions: Versions = {};

async function read(
  connection: Connection,
  client: Client,
  uri: string,
  problem: (sentence: string) => void,
): Promise<Loaded> {
  const asked = client.capabilities.workspace?.configuration === true;
  const scope = { scopeUri: uri, section: configurationSection };
  const given: unknown = asked ? await connection.workspace.getConfiguration(scope) : undefined;
  const editor = checkSettings(editorOnly(given), knownRules, 'editor');
  for (const sentence of editor.problems) problem(`In the settings of the editor: ${sentence}`);
  const path = filePath(uri);
  const project = path === undefined ? undefined : findProjectFile(path);
  for (const sentence of project?.problems ?? []) problem(`${project?.file}: ${sentence}`);
  return {
    settings: completeSettings(editor.settings, project?.settings ?? {}),
    excluded: path !== undefined && isExcluded(path, client, editor.settings, project),
    editorExcludes: (editor.settings.exclude ?? []) as readonly string[],
  };
}

/** What the editor keeps for itself is no setting of the service. */
function editorOnly(given: unknown): Record<string, unknown> {
  if (typeof given !== 'object' || given === null) return {};
  const { trace: _, ...settings } = given as Record<string, unknown>;
  return settings;
}

/** Patterns of the editor belong to the workspace folder, those of a project file to its folder. */
function isExcluded(
  path: string,
  client: Client,
  editor: PartialSettings,
  project: ProjectFile | undefined,
): boolean {
  const matches = (patterns: unknown, folder: string): boolean =>
    createExclusion((patterns ?? []) as readonly string[]).excludes(
      relativePath(folder, path),
      false,
    );
  const folders = client.folders.flatMap((uri) => filePath(uri) ?? []);
  return (
    folders.some((folder) => matches(editor.exclude, folder)) ||
    (project !== undefined && matches(project.settings.exclude, project.folder))
  );
}
