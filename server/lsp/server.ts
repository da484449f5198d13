import path from 'node:path';
import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver/node';
import manifest from '../../package.json';
import { loadScriptParser } from '../files/load-script-parser';
import { lookNotification, type ClientLook } from '../protocol';
import type { Host, Service } from '../service/service-types';
import { createAnalysis } from './analysis';
import { capabilitiesFor } from './capabilities';
import { createConfiguration } from './configuration';
import { plainLook, type Client, type Context } from './context';
import { followDocuments } from './documents';
import { followFiles } from './follow-files';
import { followSettings } from './follow-settings';
import { keepFresh } from './fresh';
import { publishOnChange } from './handlers/publish';
import { progressIn } from './progress';
import { registerHandlers } from './register';
import { safely, type Report } from './safe';
import { sourcesOf } from './source-on-disk';
import { createStatus } from './status';
import { createWorkspaceIndex } from './workspace-index';
import { createWorkspaceFindings } from './workspace-findings';

/** Answers a connection until it ends; `makeService` is given what the service needs. */
export function serve(connection: Connection, makeService: (host: Host) => Service): void {
  const log = (message: string): void => connection.console.log(message);
  const report: Report = (name, error) =>
    connection.console.error(`${name} failed: ${error instanceof Error ? error.stack : error}`);
  connection.onInitialize((params): InitializeResult => {
    const context = createContext(connection, params, makeService, report, log);
    registerHandlers(context);
    const publish = publishOnChange(context);
    const showAgain = keepFresh(context, publish);
    connection.onInitialized(
      safely('initialized', report, async () => {
        context.index.update();
        await followSettings(context, showAgain);
        await followFiles(context, showAgain);
      }),
    );
    connection.onShutdown(safely('shutdown', report, () => context.index.end()));
    connection.onNotification(
      lookNotification.method,
      safely('look', report, (look: unknown) => {
        context.client.look = readLook(look);
      }),
    );
    const serverInfo = { name: manifest.displayName, version: manifest.version };
    return { capabilities: capabilitiesFor(context.client), serverInfo };
  });
}

function createContext(
  connection: Connection,
  params: InitializeParams,
  makeService: (host: Host) => Service,
  report: Report,
  log: (message: string) => void,
): Context {
  const client: Client = {
    capabilities: params.capabilities,
    look: readLook(params.initializationOptions),
    folders:
      params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []),
    cache: readCachePlace(params.initializationOptions),
  };
  const documents = followDocuments(connection, report);
  const status = createStatus(connection, client);
  const configuration = createConfiguration(connection, client, status.problem);
  const service: Service = makeService({
    settings: (uri) => configuration.known(uri),
    loadScriptParser,
    versions: (uri) => configuration.versions(uri),
    fetch: (uri) => void index.fetch(uri),
    log: ({ level, message }) => connection.console[level](message),
  });
  const analysis = createAnalysis(documents, configuration, service, log);
  const sourceAt = sourcesOf(documents);
  const parts = {
    connection,
    service,
    documents,
    configuration,
    analysis,
    client,
    report,
    sourceAt,
  };
  const progress = progressIn(connection, client);
  const index = createWorkspaceIndex({ ...parts, status, progress, log });
  const workspaceFindings = createWorkspaceFindings({ ...parts, index });
  return { ...parts, status, index, workspaceFindings };
}

/** Where a client lets us keep the index. */
function readCachePlace(options: unknown): string | undefined {
  const { storage } = (options ?? {}) as Partial<Record<'storage', unknown>>;
  const isPlace = typeof storage === 'string' && path.isAbsolute(storage);
  return isPlace ? path.join(storage, 'summaries') : undefined;
}

/** What a client says of itself; anything else than ours says nothing we know. */
function readLook(options: unknown): ClientLook {
  if (typeof options !== 'object' || options === null) return plainLook;
  const { vscode, theme } = options as Partial<Record<keyof ClientLook, unknown>>;
  const themes = ['light', 'dark', 'high contrast', 'high contrast light'] as const;
  return {
    vscode: vscode === true,
    theme: themes.find((name) => name === theme) ?? plainLook.theme,
  };
}
