import * as vscode from 'vscode';
import { simulationRequest } from '../../server/protocol';
import type { Parts } from './register';

/** Opens a small model with a fault in a new document, and the simulator on the fault. */
export async function openSample({ server, simulator }: Parts): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'python', content: sample });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
  const at = document.positionAt(sample.indexOf('nn.Dropout'));
  const position = { line: at.line, character: at.character };
  const answer = await server.ask(simulationRequest, { uri: document.uri.toString(), position });
  if (answer) simulator.open(answer);
}

/** Dropout in front of BatchNorm, and a functional dropout that never switches off. */
const sample = `import torch.nn as nn
import torch.nn.functional as F


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(32, 256)
        self.drop = nn.Dropout(0.5)
        self.norm = nn.BatchNorm1d(256)
        self.head = nn.Linear(256, 10)

    def forward(self, x):
        x = F.relu(self.hidden(x))
        x = self.norm(self.drop(x))
        x = F.dropout(x, 0.2)
        return self.head(x)
`;
