import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One text case: `# name`, the source, `==>` and what is expected of it. */
export interface TextCase {
  readonly file: string;
  readonly name: string;
  readonly source: string;
  readonly expected: string;
}

/** Reads the text cases of all files in a folder; cases are parted by lines of `----`. */
export function readCases(folder: string): TextCase[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) =>
      readFileSync(path.join(folder, file), 'utf8')
        .split(/^----\n/m)
        .map((text) => readCase(file, text)),
    );
}

function readCase(file: string, text: string): TextCase {
  const match = /^# (.*)\n([^]*?)^==>\n([^]*)$/m.exec(text);
  if (!match)
    throw new Error(`${file}: a case needs "# name", source and "==>": ${text.slice(0, 80)}`);
  const [, name = '', source = '', expected = ''] = match;
  return { file, name, source, expected: expected.trim() };
}
