import { CodeLensRefreshRequest } from 'vscode-languageserver/node';
import { pulls, type Context } from './context';
import type { Publish } from './handlers/publish';

/** How long texts must rest before files that depend on them are looked at, in milliseconds. */
const rest = 60;

/**
 * Keeps what the editor shows in step with what happens to other files: open ones that were edited, and the disk.
 * Returns how to have everything shown again, after settings have changed.
 */
export function keepFresh(context: Context, publish: Publish): () => void {
  const { documents, analysis, service, index, workspaceFindings, report } = context;
  const edited = new Set<string>();
  let waiting: NodeJS.Timeout | undefined;
  const schedule = (owner: string): void => {
    edited.add(owner);
    clearTimeout(waiting);
    waiting = setTimeout(() => void check(), rest);
  };
  documents.onChange(schedule);
  documents.onClose(({ owner, whole }) => whole && schedule(owner));
  index.onUpdate((paths) => {
    workspaceFindings.lookAtChanged(paths);
    void check();
  });
  return () => {
    publish.all();
    void refresh(context);
  };

  async function check(): Promise<void> {
    try {
      const owners = [...edited];
      edited.clear();
      // The editor asks for the findings of an edited text itself; others must know of it before that.
      for (const owner of owners) await analysis.current(owner);
      const stale = documents
        .owners()
        .filter((owner) => !owners.includes(owner) && !service.isCurrent(serviceUri(owner)));
      if (stale.length > 0 && pulls(context.client)) await refreshDiagnostics(context);
      else stale.forEach(publish.one);
      workspaceFindings.renewStale();
    } catch (error) {
      report('refresh', error);
    }
  }

  function serviceUri(owner: string): string {
    return documents.source(owner)?.document.uri ?? owner;
  }
}

async function refreshDiagnostics({ connection, client }: Context): Promise<void> {
  if (client.capabilities.workspace?.diagnostics?.refreshSupport) {
    await connection.languages.diagnostics.refresh();
  }
}

/** Asks the editor to ask again for everything that depends on the settings. */
async function refresh(context: Context): Promise<void> {
  const { connection, client, report } = context;
  const { workspace } = client.capabilities;
  try {
    await refreshDiagnostics(context);
    if (workspace?.codeLens?.refreshSupport)
      await connection.sendRequest(CodeLensRefreshRequest.type);
    if (workspace?.inlayHint?.refreshSupport) await connection.languages.inlayHint.refresh();
  } catch (error) {
    report('refresh', error);
  }
}
