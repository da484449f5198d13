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
    followed = followedBy(answer);
  };
  // A server that stops or restarts rejects; the view then keeps what it shows.
  const ask = async (places: readonly Asked[], reportLoss: boolean): Promise<void> => {
    const mine = ++turn;
    let answer: SimulationAnswer | null | undefined;
    for (const place of places) {
      const given = await Promise.resolve(host.simulation(place)).catch(() => 'failed' as const);
      if (mine !== turn || given === 'failed') return;
      answer = given;
      if (answer) break;
    }
    if (answer) take(answer);
    if (answer || reportLoss) found(answer ?? undefined);
  };
  const stop = (): void => {
    turn++;
    clearTimeout(timer);
  };
  const changes = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const next = followed && afterChanges(followed, document, contentChanges);
    if (!next) return;
    followed = next;
    stop();
    timer = setTimeout(() => void ask(placesOf(next), true), rest);
  });
  return {
    follow(answer) {
      stop();
      take(answer);
    },
    find({ source: { uri, start }, flagged }) {
      const places = [...(flagged ? [flagged.start] : []), start];
      void ask(
        places.map((offset) => ({ uri, offset })),
        false,
      );
    },
    place: () => placeOf(followed),
    dispose() {
      stop();
      changes.dispose();
    },
  };
}

type Asked = DocumentPlace | DocumentOffset;

interface Followed {
  readonly uri: string;
  readonly range: vscode.Range;
  /** The finding that the layer is looked at for, where that stands elsewhere, in another cell perhaps. */
  readonly flagged?: { readonly uri: string; readonly position: vscode.Position };
}

function followedBy(answer: SimulationAnswer): Followed {
  const { flagged } = answer;
  return {
    uri: plainUri(answer.uri),
    range: rangeOf(answer),
    ...(flagged && {
      flagged: {
        uri: plainUri(flagged.uri),
        position: new vscode.Position(flagged.position.line, flagged.position.character),
      },
    }),
  };
}

function plainUri(uri: string): string {
  return vscode.Uri.parse(uri).toString();
}

/** Where both stand after changes of a document; undefined where these concern neither. */
function afterChanges(
  { uri, range, flagged }: Followed,
  document: vscode.TextDocument,
  changes: readonly vscode.TextDocumentContentChangeEvent[],
): Followed | undefined {
  const changed = document.uri.toString();
  const isConcerned = changed === uri || changed === flagged?.uri;
  if (!isConcerned || changes.length === 0) return undefined;
  return {
    uri,
    range: changed === uri ? changes.reduce(moved, range) : range,
    flagged:
      flagged?.uri === changed
        ? { uri: changed, position: changes.reduce(movedPosition, flagged.position) }
        : flagged,
  };
}

/** The finding is asked for first; once it is mended, the layer is left. */
function placesOf({ uri, range, flagged }: Followed): DocumentPlace[] {
  const layer = { uri, position: plain(range.start) };
  return flagged ? [{ uri: flagged.uri, position: plain(flagged.position) }, layer] : [layer];
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
