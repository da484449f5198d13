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
import { followSettings } from './follow-settings';
import { publishOnChange } from './handlers/publish';
import { registerHandlers } from './register';
import { safely, type Report } from './safe';
import { sourcesOf } from './source-on-disk';
import { createStatus } from './status';
import { createWorkspaceFindings } from './workspace-findings';

/** Answers a connection until it ends; `makeService` is given what the service needs. */
export function serve(connection: Connection, makeService: (host: Host) => Service): void {
  const log = (message: string): void => connection.console.log(message);
  const report: Report = (name, error) =>
    connection.console.error(`${name} failed: ${error instanceof Error ? error.stack : error}`);
  connection.onInitialize((params): InitializeResult => {
    const context = createContext(connection, params, makeService, report, log);
    registerHandlers(context);
    const publishAll = publishOnChange(context);
    connection.onInitialized(
      safely('initialized', report, () => followSettings(context, publishAll)),
    );
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
  };
  const documents = followDocuments(connection, report);
  const status = createStatus(connection, client);
  const configuration = createConfiguration(connection, client, status.problem);
  const service = makeService({
    settings: (uri) => configuration.known(uri),
    loadScriptParser,
    versions: (uri) => configuration.versions(uri),
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
  return { ...parts, status, workspaceFindings: createWorkspaceFindings(parts) };
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
