import type { ModelStrip } from '../engine/model-strip';
import type { SimulationInput } from '../engine/simulation-input';
import type { LibraryPage } from './service/pages';

export type { ModelStrip } from '../engine/model-strip';

/** A custom request: its method, and as types only what goes in and what comes back. */
export interface RequestName<Params, Result> {
  readonly method: string;
  readonly carries?: (params: Params) => Result;
}

/** A custom notification: its method, and as a type only what it carries. */
export interface NotificationName<Params> {
  readonly method: string;
  readonly carries?: (params: Params) => void;
}

/** Zero-based line and UTF-16 column, as the language server protocol counts them. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

/** A half-open range of places. */
export interface PlaceRange {
  readonly start: Place;
  readonly end: Place;
}

/** A place in a text document or in one cell of a notebook. */
export interface DocumentPlace {
  readonly uri: string;
  readonly position: Place;
}

/** An offset into what the server analyses: the document, or the joined cells of a notebook. */
export interface DocumentOffset {
  readonly uri: string;
  readonly offset: number;
}

/** The layer at a place as the simulator wants it, with the document or cell in which it stands. */
export interface SimulationAnswer {
  readonly input: SimulationInput;
  readonly uri: string;
  readonly range: PlaceRange;
  /** The finding that it is looked at for, where that stands elsewhere. */
  readonly flagged?: DocumentPlace;
}

/** One dropout layer or call; `uri` is the cell's in a notebook. */
export interface LayerPlace {
  readonly uri: string;
  readonly range: PlaceRange;
  readonly title: string;
  readonly summary: string;
  readonly rate?: number;
}

/** A rule page or a topic as Markdown. */
export interface PageText {
  readonly id: string;
  readonly title: string;
  readonly markdown: string;
}

/** What the whole-workspace run looked at and found. */
export interface WorkspaceReport {
  readonly files: number;
  readonly findings: number;
}

/** What the server does at the moment, for the language status item. */
export interface ServerStatus {
  readonly analysing: boolean;
  /** A sentence for the user when something is wrong, such as a faulty configuration file. */
  readonly problem?: string;
}

export type ThemeKind = 'light' | 'dark' | 'high contrast' | 'high contrast light';

/** What the client says in `initializationOptions`; other editors may say where to keep things, and no more. */
export interface ClientOptions extends ClientLook {
  /** A folder, not necessarily there yet, in which the index of this workspace is kept between sessions. */
  readonly storage?: string;
}

/** What the client tells about its look; other editors leave it out. */
export interface ClientLook {
  /** `command:` links work, addresses of `pageScheme` open rule pages, hovers show pictures. */
  readonly vscode: boolean;
  readonly theme: ThemeKind;
}

/** The scheme under which the client shows pages: `dropout-lens:/<id>.md`. */
export const pageScheme = 'dropout-lens';

/** Commands of the client that server answers may link to or carry. */
export const clientCommands = {
  simulate: 'dropoutLens.openSimulator',
  explain: 'dropoutLens.explain',
  disableRule: 'dropoutLens.disableRule',
} as const;

/** The layer at a place, or null where there is none. */
export const simulationRequest: RequestName<
  DocumentPlace | DocumentOffset,
  SimulationAnswer | null
> = { method: 'dropoutLens/simulation' };

/** The model around a place, as a strip of its layers, or null where none was read. */
export const modelRequest: RequestName<DocumentPlace | DocumentOffset, ModelStrip | null> = {
  method: 'dropoutLens/model',
};

/** Every topic, variant and rule page. */
export const libraryRequest: RequestName<Record<string, never>, readonly LibraryPage[]> = {
  method: 'dropoutLens/library',
};

/** A rule page or topic by id, or null for an unknown id. */
export const pageRequest: RequestName<{ readonly id: string }, PageText | null> = {
  method: 'dropoutLens/page',
};

/** All dropout layers of a document, or of the notebook that a cell belongs to. */
export const layersRequest: RequestName<{ readonly uri: string }, readonly LayerPlace[]> = {
  method: 'dropoutLens/layers',
};

/** How the whole-workspace run reports, and what it leaves to the editor's own asking. */
export interface WorkspaceRun {
  readonly workDoneToken?: string | number;
  /** Documents and notebooks whose findings are shown already; by default all that are open. */
  readonly visible?: readonly string[];
}

/** Looks at every file of the workspace; reports progress on the token and stops when cancelled. */
export const lintWorkspaceRequest: RequestName<WorkspaceRun, WorkspaceReport> = {
  method: 'dropoutLens/lintWorkspace',
};

/** From server to client, whenever the state changes. */
export const statusNotification: NotificationName<ServerStatus> = { method: 'dropoutLens/status' };

/** From client to server, when the colour theme changes. */
export const lookNotification: NotificationName<ClientLook> = { method: 'dropoutLens/look' };
