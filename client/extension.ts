import * as vscode from 'vscode';
import { registerCommands } from './commands/register';
import { createServer } from './language-client';
import { registerPages } from './pages';
import { registerSimulator } from './panel';
import { createSimulatorHost } from './simulator-host';
import { registerStatus } from './status';
import { registerLinks } from './links';

/** Starts the server and offers everything that only VS Code can do. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = createServer(context.extensionUri);
  const pages = registerPages(server);
  const simulator = registerSimulator(createSimulatorHost(context.extensionUri, server, pages));
  context.subscriptions.push(
    server,
    pages,
    simulator,
    registerCommands({ server, pages, simulator }),
    registerLinks(pages, simulator),
    registerStatus(server),
  );
  await server.start();
}
