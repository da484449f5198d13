import * as vscode from 'vscode';
import { registerCommands } from './commands/register';
import { registerExplainer } from './explainer';
import { createExplainerHost } from './explainer-host';
import { createServer } from './language-client';
import { registerPages } from './pages';
import { registerSimulator } from './panel';
import { createSimulatorHost } from './simulator-host';
import { registerStatus } from './status';
import { registerLinks } from './links';

/** Starts the server and offers everything that only VS Code can do. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = createServer(context);
  const simulator = registerSimulator(
    createSimulatorHost(context.extensionUri, server, (rule) => void explainer.open(rule)),
  );
  const explainer = registerExplainer(
    createExplainerHost(context, server, (answer) => simulator.open(answer)),
  );
  context.subscriptions.push(
    server,
    registerPages(server),
    simulator,
    explainer,
    registerCommands({ server, explainer, simulator }),
    registerLinks(explainer, simulator),
    registerStatus(server),
  );
  await server.start();
}
