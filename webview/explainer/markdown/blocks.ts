import { readInline, type Inline } from './inline';

/** One block of a page. Our pages are written in this part of Markdown only, which a test holds them to. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly content: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'code'; readonly info: string; readonly text: string };

/** Reads a page; whatever is no heading, list, table or fence is a paragraph. */
export function readBlocks(markdown: string): readonly Block[] {
  const lines = markdown.split(/\r?\n/);
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const { block, next } = readBlock(lines, at);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

interface Reading {
  readonly block?: Block;
  /** The line behind the block. */
  readonly next: number;
}

function readBlock(lines: readonly string[], at: number): Reading {
  const line = lines[at] ?? '';
  if (line.trim() === '') return { next: at + 1 };
  const heading = /^(#{1,6}) +(.+)$/.exec(line);
  if (heading) {
    const [, marks = '#', text = ''] = heading;
    return {
      block: { kind: 'heading', level: marks.length, content: readInline(text) },
      next: at + 1,
    };
  }
  if (line.startsWith('```')) return readFence(lines, at);
  if (line.startsWith('|')) return readTable(lines, at);
  if (line.startsWith('- ')) return readList(lines, at);
  return readParagraph(lines, at);
}

function readFence(lines: readonly string[], at: number): Reading {
  const end = lines.findIndex((line, index) => index > at && line.startsWith('```'));
  const last = end < 0 ? lines.length : end;
  const info = (lines[at] ?? '').slice(3).trim();
  const text = lines.slice(at + 1, last).join('\n');
  return { block: { kind: 'code', info, text }, next: last + 1 };
}

function readTable(lines: readonly string[], at: number): Reading {
  const next = endOf(lines, at, (line) => line.startsWith('|'));
  const [head = [], ...rows] = lines
    .slice(at, next)
    .filter((line) => !/^\|[\s|:-]+\|$/.test(line))
    .map(cellsOf);
  return { block: { kind: 'table', head, rows }, next };
}

function cellsOf(line: string): (readonly Inline[])[] {
  const inside = line.trim().slice(1, -1);
  return inside.split(/(?<!\\)\|/).map((cell) => readInline(cell.trim()));
}

function readList(lines: readonly string[], at: number): Reading {
  const next = endOf(lines, at, (line) => /^(- | {2})/.test(line));
  const items: string[] = [];
  for (const line of lines.slice(at, next)) {
    if (line.startsWith('- ')) items.push(line.slice(2));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return { block: { kind: 'list', items: items.map(readInline) }, next };
}

function readParagraph(lines: readonly string[], at: number): Reading {
  const next = endOf(lines, at, (line, index) => index === at || !/^(#|\||```|- |\s*$)/.test(line));
  return {
    block: { kind: 'paragraph', content: readInline(lines.slice(at, next).join(' ')) },
    next,
  };
}

function endOf(
  lines: readonly string[],
  at: number,
  belongs: (line: string, index: number) => boolean,
): number {
  const end = lines.findIndex((line, index) => index >= at && !belongs(line, index));
  return end < 0 ? lines.length : end;
}
