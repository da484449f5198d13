import * as vscode from 'vscode';
import {
  LanguageClient,
  TransportKind,
  type LanguageClientOptions,
  type ServerOptions,
} from 'vscode-languageclient/node';
import { languages } from './languages';
import {
  clientCommands,
  lookNotification,
  type ClientLook,
  type ClientOptions,
  type NotificationName,
  type RequestName,
  type ThemeKind,
} from '../server/protocol';

/** The language server as the rest of the client sees it. */
export interface Server extends vscode.Disposable {
  readonly log: vscode.LogOutputChannel;
  start(): Promise<void>;
  restart(): Promise<void>;
  ask<Params, Result>(
    request: RequestName<Params, Result>,
    params: Params,
    token?: vscode.CancellationToken,
  ): Promise<Result>;
  onNotification<Params>(
    notification: NotificationName<Params>,
    handle: (params: Params) => void,
  ): vscode.Disposable;
  /** The client library's own object, for what it alone can do. */
  readonly client: LanguageClient;
}

/** Makes the connection to the server bundle that ships with the extension; nothing is started yet. */
export function createServer({ extensionUri, storageUri }: vscode.ExtensionContext): Server {
  const log = vscode.window.createOutputChannel('Dropout Lens', { log: true });
  const module = vscode.Uri.joinPath(extensionUri, 'dist', 'server.js').fsPath;
  const run: ServerOptions = { module, transport: TransportKind.ipc };
  const client = new LanguageClient(
    'dropoutLens',
    'Dropout Lens',
    run,
    clientOptions(log, storageUri),
  );
  const themes = vscode.window.onDidChangeActiveColorTheme(() => {
    if (client.isRunning()) void client.sendNotification(lookNotification.method, currentLook());
  });
  return {
    log,
    client,
    start: () => client.start(),
    restart: () => client.restart(),
    // An absent token must not be passed on: the library would send it as a second parameter.
    ask: ({ method }, params, token) =>
      token ? client.sendRequest(method, params, token) : client.sendRequest(method, params),
    onNotification: ({ method }, handle) => client.onNotification(method, handle),
    dispose: () => {
      themes.dispose();
      void client.dispose().finally(() => log.dispose());
    },
  };
}

function clientOptions(
  outputChannel: vscode.LogOutputChannel,
  storage: vscode.Uri | undefined,
): LanguageClientOptions {
  const options = (): ClientOptions => ({ ...currentLook(), storage: storage?.fsPath });
  return {
    documentSelector: languages.map((language) => ({ language })),
    outputChannel,
    initializationOptions: options,
    diagnosticPullOptions: { onChange: true },
    markdown: {
      isTrusted: { enabledCommands: [clientCommands.simulate, clientCommands.explain] },
      supportHtml: true,
    },
  };
}

function currentLook(): ClientLook {
  return { vscode: true, theme: themeKinds[vscode.window.activeColorTheme.kind] };
}

const themeKinds: Record<vscode.ColorThemeKind, ThemeKind> = {
  [vscode.ColorThemeKind.Light]: 'light',
  [vscode.ColorThemeKind.Dark]: 'dark',
  [vscode.ColorThemeKind.HighContrast]: 'high contrast',
  [vscode.ColorThemeKind.HighContrastLight]: 'high contrast light',
};
