import type { Finding } from '../model/finding';

/** Colours for the parts of a text output; without colours each gives its text back. */
export type Paint = Readonly<
  Record<Finding['severity'] | 'path' | 'quiet' | 'good', (text: string) => string>
>;

const codes: Record<keyof Paint, string> = {
  error: '1;31',
  warning: '1;33',
  information: '1;34',
  hint: '36',
  path: '1',
  quiet: '2',
  good: '32',
};

/** Colours as ANSI escape sequences, or none. */
export function painter(colours: boolean): Paint {
  const names = Object.keys(codes) as (keyof Paint)[];
  return Object.fromEntries(
    names.map((name) => [
      name,
      (text: string) => (colours ? `\u001b[${codes[name]}m${text}\u001b[0m` : text),
    ]),
  ) as Paint;
}
