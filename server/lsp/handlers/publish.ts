import { pulls, type Context } from '../context';
import { safely } from '../safe';
import { diagnosticsByDocument } from './diagnostic';

/** How long a text must rest before its findings are sent, in milliseconds. */
const rest = 150;

/** Sends findings to editors that do not ask for them; does nothing for others. */
export interface Publish {
  readonly one: (owner: string) => void;
  readonly all: () => void;
}

/** Sends diagnostics after changes to editors that do not ask for them; returns how to send more of them again. */
export function publishOnChange(context: Context): Publish {
  const { connection, documents, report, client } = context;
  if (pulls(client)) return { one: () => undefined, all: () => undefined };
  const waiting = new Map<string, NodeJS.Timeout>();
  const publish = safely('publish', report, async (owner: string) => {
    waiting.delete(owner);
    const found = await diagnosticsByDocument(context, owner);
    context.workspaceFindings.handOver(owner);
    const empty = found.size === 0 && documents.owners().includes(owner);
    if (empty) found.set(owner, []);
    for (const [uri, diagnostics] of found) await connection.sendDiagnostics({ uri, diagnostics });
  });
  const schedule = (owner: string): void => {
    clearTimeout(waiting.get(owner));
    waiting.set(
      owner,
      setTimeout(() => void publish(owner), rest),
    );
  };
  documents.onChange(schedule);
  documents.onClose(({ owner, uris, whole }) => {
    if (whole) clearTimeout(waiting.get(owner));
    for (const uri of uris) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  return { one: schedule, all: () => documents.owners().forEach(schedule) };
}
