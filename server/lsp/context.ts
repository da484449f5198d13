import type { ClientCapabilities, Connection } from 'vscode-languageserver/node';
import type { ClientLook } from '../protocol';
import type { Service } from '../service/service-types';
import type { Analysis } from './analysis';
import type { Configuration } from './configuration';
import type { Documents } from './documents';
import type { Report } from './safe';
import type { Status } from './status';
import type { SourceAt } from './to-protocol';
import type { WorkspaceIndex } from './workspace-index';
import type { WorkspaceFindings } from './workspace-findings';

/** What every handler gets: the parts of the running server. */
export interface Context {
  readonly connection: Connection;
  readonly service: Service;
  readonly documents: Documents;
  readonly configuration: Configuration;
  readonly analysis: Analysis;
  readonly workspaceFindings: WorkspaceFindings;
  readonly index: WorkspaceIndex;
  readonly status: Status;
  readonly client: Client;
  readonly report: Report;
  readonly sourceAt: SourceAt;
}

/** What is known about the editor at the other end. */
export interface Client {
  readonly capabilities: ClientCapabilities;
  /** Changes when the user picks another colour theme. */
  look: ClientLook;
  /** Workspace folders as uris, kept current. */
  folders: readonly string[];
  /** The file in which the index is kept between sessions; nowhere without it. */
  readonly cache?: string;
}

/** How another editor than ours is taken to look. */
export const plainLook: ClientLook = { vscode: false, theme: 'dark' };

/** Whether the editor asks for diagnostics itself. */
export function pulls({ capabilities }: Client): boolean {
  return capabilities.textDocument?.diagnostic !== undefined;
}
