import type * as vscode from 'vscode';
import { simulationRequest } from '../server/protocol';
import type { Server } from './language-client';
import type { SimulatorHost } from './panel';

/** Gives the simulator panel the server's answers and the rule pages. */
export function createSimulatorHost(
  extensionUri: vscode.Uri,
  server: Server,
  explain: (rule: string) => void,
): SimulatorHost {
  return {
    extensionUri,
    simulation: (place) => server.ask(simulationRequest, place),
    explain,
  };
}
