/** The function that the build wraps around a whole bundle; its name means that bundle, inside it only. */
declare const program: () => void;

/** Whether this text runs in the page; the same text also runs in workers of the page. */
export const isPage = typeof document !== 'undefined';

/** The text of this program, with which a worker does what the program does there. */
export const ownText = (): string => `(${String(program)})();`;

/** The parts of the view that are loaded when they are first needed. */
export type LaterProgram = 'training' | 'streams';

const self = isPage ? (document.currentScript as HTMLScriptElement | null) : null;

/** Hands the text of this program, which runs in the page because it was loaded later, to what loaded it. */
export function handOver(): void {
  if (self) self.dataset.program = ownText();
}

/** Loads the text of a program that lies beside this one, under the same nonce. */
export function loadProgram(name: LaterProgram): Promise<string> {
  const script = document.createElement('script');
  script.src = (self?.src ?? '').replace(/webview(?=\.js)/, name);
  script.nonce = self?.nonce ?? '';
  return new Promise((resolve, reject) => {
    script.onload = () => resolve(script.dataset.program ?? '');
    script.onerror = () => reject(new Error('A part of the view could not be loaded.'));
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
