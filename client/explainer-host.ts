import * as vscode from 'vscode';
import { isProgress, type CardProgress, type ToExplainer } from '../server/explainer-messages';
import { isPageId } from '../server/message-checks';
import {
  layersRequest,
  libraryRequest,
  modelRequest,
  pageRequest,
  simulationRequest,
  type DocumentOffset,
  type DocumentPlace,
  type SimulationAnswer,
} from '../server/protocol';
import type { Server } from './language-client';

/** What the explainer needs from the rest of the client. */
export interface ExplainerHost {
  readonly extensionUri: vscode.Uri;
  knows(page: string): Promise<boolean>;
  library(): Promise<Extract<ToExplainer, { kind: 'library' }>>;
  /** The layer at a place, asked again whenever its document changes. */
  simulation(place: ExplainedPlace): Promise<SimulationAnswer | null>;
  /** The layer at a place, or the one that the active editor suggests, with its model. */
  own(place: ExplainedPlace | undefined): Promise<OwnCode>;
  readonly progress: CardProgress;
  keep(progress: CardProgress): void;
  simulate(answer: SimulationAnswer): void;
}

/** A place in the code that a link or command has named. */
export type ExplainedPlace = DocumentPlace | DocumentOffset;

/** The reader's own layer and model, as far as there are any. */
export interface OwnCode {
  readonly message: Extract<ToExplainer, { kind: 'own' }>;
  readonly answer?: SimulationAnswer;
}

const progressKey = 'flashcards';

/** Gives the explainer the server's pages and answers, and keeps the progress with the flashcards over sessions. */
export function createExplainerHost(
  context: vscode.ExtensionContext,
  server: Server,
  simulate: (answer: SimulationAnswer) => void,
): ExplainerHost {
  return {
    extensionUri: context.extensionUri,
    async knows(page) {
      return isPageId(page) && (await server.ask(pageRequest, { id: page })) !== null;
    },
    async library() {
      return { kind: 'library', pages: await server.ask(libraryRequest, {}) };
    },
    simulation: (place) => server.ask(simulationRequest, place),
    own: (place) => ownCode(server, place),
    get progress() {
      const kept = context.globalState.get<unknown>(progressKey);
      return isProgress(kept) ? kept : {};
    },
    keep: (progress) => void context.globalState.update(progressKey, progress),
    simulate,
  };
}

async function ownCode(server: Server, asked: ExplainedPlace | undefined): Promise<OwnCode> {
  const place = asked ?? cursor();
  if (!place) return { message: { kind: 'own' } };
  const answer =
    (await server.ask(simulationRequest, place)) ?? (await firstLayer(server, place.uri));
  const model = await server.ask(modelRequest, place);
  return {
    message: { kind: 'own', layer: answer?.input, model: model ?? undefined },
    answer: answer ?? undefined,
  };
}

/** A reader who is nowhere near a layer still learns most from the file's own. */
async function firstLayer(server: Server, uri: string): Promise<SimulationAnswer | null> {
  const [first] = await server.ask(layersRequest, { uri });
  return first
    ? server.ask(simulationRequest, { uri: first.uri, position: first.range.start })
    : null;
}

function cursor(): DocumentPlace | undefined {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}
