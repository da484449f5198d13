import * as vscode from 'vscode';
import {
  layersRequest,
  simulationRequest,
  type DocumentOffset,
  type DocumentPlace,
} from '../../server/protocol';
import type { Parts } from './register';

/** Opens the simulator on the layer named by a link, or at the cursor, or picked from the file. */
export async function openSimulator({ server, simulator }: Parts, place: unknown): Promise<void> {
  const asked = isPlace(place) ? place : cursor();
  const answer = asked && (await server.ask(simulationRequest, asked));
  if (answer) return simulator.open(answer);
  const picked = asked && (await pickLayer({ server }, asked.uri));
  const other = picked && (await server.ask(simulationRequest, picked));
  if (other) simulator.open(other);
}

function cursor(): DocumentPlace | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

async function pickLayer(
  { server }: Pick<Parts, 'server'>,
  uri: string,
): Promise<DocumentPlace | undefined> {
  const layers = await server.ask(layersRequest, { uri });
  if (layers.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no dropout layer in this file.'),
    );
    return undefined;
  }
  const items = layers.map(({ title, summary, ...layer }) => ({
    label: title,
    description: vscode.l10n.t('line {0}', layer.range.start.line + 1),
    detail: summary,
    place: { uri: layer.uri, position: layer.range.start },
  }));
  const placeHolder = vscode.l10n.t('The layer to simulate');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.place;
}

/** Whether something names a place in the code; links are not trusted. */
export function isPlace(place: unknown): place is DocumentPlace | DocumentOffset {
  if (typeof place !== 'object' || place === null || !('uri' in place)) return false;
  if (typeof place.uri !== 'string') return false;
  if ('offset' in place) return Number.isInteger(place.offset);
  const position: unknown = 'position' in place ? place.position : undefined;
  if (typeof position !== 'object' || position === null) return false;
  const { line, character } = position as Record<string, unknown>;
  return Number.isInteger(line) && Number.isInteger(character);
}
