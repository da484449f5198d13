import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver/node';
import type { Client } from './context';

/** Shows that something goes on, with a way to stop it; what is over soon is not shown at all. */
export interface Progress {
  progress(done: number, of: number): void;
  /** False when the user has stopped it. */
  isWanted(): boolean;
  end(): void;
}

export type ProgressMaker = (title: string) => Progress;

/** What takes no longer than this (milliseconds) disturbs nobody. */
const patience = 1_500;

/** Makes progress for editors that can show it. */
export function progressIn(connection: Connection, client: Client): ProgressMaker {
  return (title) => {
    let shown: WorkDoneProgressServerReporter | undefined;
    let hasEnded = false;
    const show = async (): Promise<void> => {
      const made = await connection.window.createWorkDoneProgress();
      if (hasEnded) return;
      shown = made;
      shown.begin(title, 0, undefined, true);
    };
    const isAble = client.capabilities.window?.workDoneProgress === true;
    const timer = isAble
      ? setTimeout(() => void show().catch(() => undefined), patience)
      : undefined;
    return {
      progress(done, of) {
        shown?.report(Math.round((100 * done) / of), `${done} / ${of}`);
      },
      isWanted: () => shown?.token.isCancellationRequested !== true,
      end() {
        hasEnded = true;
        clearTimeout(timer);
        shown?.done();
      },
    };
  };
}
