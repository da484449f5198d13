import * as vscode from 'vscode';
import type { SimulationInput } from '../engine/simulation-input';
import type { DocumentOffset, DocumentPlace, SimulationAnswer } from '../server/protocol';
import type { SimulatorHost } from './panel';

/** Keeps the place of a layer while its document is edited, and asks for the layer again. */
export interface FollowedSource extends vscode.Disposable {
  /** Follows the layer of an answer. */
  follow(answer: SimulationAnswer): void;
  /** Looks for a layer that was shown before a reload, and follows it where it is found. */
  find(input: SimulationInput): void;
  /** Where the layer stands in the document as it is now. */
  place(): Promise<SourcePlace | undefined>;
}

/** A range of a document as it is now. */
export interface SourcePlace {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
}

/** How long typing must rest before the layer is asked for again, in milliseconds. */
const rest = 250;

/** Follows one layer at a time; `found` hears of it, or of its loss, once the typing rests. */
export function followSource(
  host: Pick<SimulatorHost, 'simulation'>,
  found: (answer: SimulationAnswer | undefined) => void,
): FollowedSource {
  let followed: Followed | undefined;
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const take = (answer: SimulationAnswer): void => {
    followed = { uri: vscode.Uri.parse(answer.uri).toString(), range: rangeOf(answer) };
  };
  // A server that stops or restarts rejects; the view then keeps what it shows.
  const ask = async (place: DocumentPlace | DocumentOffset, reportLoss: boolean): Promise<void> => {
    const mine = ++turn;
    const answer = await Promise.resolve(host.simulation(place)).catch(() => 'failed' as const);
    if (mine !== turn || answer === 'failed') return;
    if (answer) take(answer);
    if (answer || reportLoss) found(answer ?? undefined);
  };
  const stop = (): void => {
    turn++;
    clearTimeout(timer);
  };
  const changes = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (!followed || document.uri.toString() !== followed.uri || !contentChanges.length) return;
    const { uri } = followed;
    const range = contentChanges.reduce(moved, followed.range);
    followed = { uri, range };
    stop();
    timer = setTimeout(() => void ask({ uri, position: plain(range.start) }, true), rest);
  });
  return {
    follow(answer) {
      stop();
      take(answer);
    },
    find: ({ source }) => void ask({ uri: source.uri, offset: source.start }, false),
    place: () => placeOf(followed),
    dispose() {
      stop();
      changes.dispose();
    },
  };
}

interface Followed {
  readonly uri: string;
  readonly range: vscode.Range;
}

async function placeOf(followed: Followed | undefined): Promise<SourcePlace | undefined> {
  if (!followed) return undefined;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(followed.uri));
  return { document, range: document.validateRange(followed.range) };
}

function rangeOf({ range }: SimulationAnswer): vscode.Range {
  const { start, end } = range;
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function plain({ line, character }: vscode.Position): DocumentPlace['position'] {
  return { line, character };
}

// A change inside the layer leaves its start alone and moves its end; one before it moves both.
function moved(range: vscode.Range, change: vscode.TextDocumentContentChangeEvent): vscode.Range {
  return new vscode.Range(movedPosition(range.start, change), movedPosition(range.end, change));
}

function movedPosition(
  position: vscode.Position,
  { range, text }: vscode.TextDocumentContentChangeEvent,
): vscode.Position {
  if (range.end.isAfter(position)) return range.start.isBefore(position) ? range.start : position;
  const lines = text.split('\n');
  const last = lines.at(-1)?.length ?? 0;
  const line = position.line + lines.length - 1 - (range.end.line - range.start.line);
  if (position.line !== range.end.line) return position.with({ line });
  const before = lines.length > 1 ? 0 : range.start.character;
  return new vscode.Position(line, before + last + position.character - range.end.character);
}
