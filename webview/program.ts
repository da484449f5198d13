/** The function that the build wraps around a whole bundle; its name means that bundle, inside it only. */
declare const program: () => void;

/** Whether this text runs in the page; the same text also runs in workers of the page. */
export const isPage = typeof document !== 'undefined';

/** The text of this program, with which a worker does what the program does there. */
export const ownText = (): string => `(${String(program)})();`;

/** The parts of the view that are loaded when they are first needed. */
export type LaterProgram = 'workshop' | 'streams' | 'laboratory';

/** A program that was loaded later: its text, for workers, and what it brings to the page. */
export interface Loaded<Brought = unknown> {
  readonly text: string;
  readonly brought: Brought;
}

// A module is never the current script; it is the first one of its page.
const self = isPage
  ? ((document.currentScript ?? document.querySelector('script[src]')) as LaterScript | null)
  : null;

/** Hands this program, which runs in the page because it was loaded later, to what loaded it. */
export function handOver(brought?: unknown): void {
  if (self) self.loaded = { text: ownText(), brought };
}

/** Loads a program that lies beside this one, under the same nonce. */
export function loadProgram<Brought>(name: LaterProgram): Promise<Loaded<Brought>> {
  const script: LaterScript = document.createElement('script');
  script.src = (self?.src ?? '').replace(/\w+(?=\.js)/, name);
  script.nonce = self?.nonce ?? '';
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new Error('A part of the view could not be loaded.'));
    script.onload = () => (script.loaded ? resolve(script.loaded as Loaded<Brought>) : fail());
    script.onerror = fail;
    document.head.append(script);
  });
}

/** Starts a worker from the text of programs, as a blob: the only way in which a webview may start one. */
export function startWorker<Reply>(
  text: string,
  take: (reply: Reply) => void,
  failed: (reason: string) => void,
): Worker {
  const blob = new Blob([text], { type: 'text/javascript' });
  const worker = new Worker(URL.createObjectURL(blob));
  worker.onmessage = ({ data }: MessageEvent<Reply>) => take(data);
  // A worker that the policy refuses reports it here, not as an exception.
  worker.onerror = ({ message }) => failed(message || 'The worker could not be started.');
  return worker;
}

type LaterScript = HTMLScriptElement & { loaded?: Loaded };
