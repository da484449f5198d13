import type { Connection } from 'vscode-languageserver/node';
import { statusNotification } from '../protocol';
import type { Client } from './context';

/** Tells our client what the server does and what is wrong with the settings; logs it for all. */
export interface Status {
  /** Each beginning has its end; several may run at once. */
  analysing(now: boolean): void;
  /** Says a sentence about faulty settings once. */
  problem(sentence: string): void;
  /** Forgets the sentences, before settings are read again. */
  clear(): void;
}

export function createStatus(connection: Connection, client: Client): Status {
  const problems = new Set<string>();
  let running = 0;
  const send = (): void => {
    if (!client.look.vscode) return;
    const [problem] = problems;
    const analysing = running > 0;
    void connection.sendNotification(statusNotification.method, { analysing, problem });
  };
  return {
    analysing(now) {
      running += now ? 1 : -1;
      send();
    },
    problem(sentence) {
      if (problems.has(sentence)) return;
      problems.add(sentence);
      connection.console.warn(sentence);
      send();
    },
    clear() {
      const had = problems.size > 0;
      problems.clear();
      if (had) send();
    },
  };
}
