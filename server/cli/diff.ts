/** Lines of code shown around a change. */
const context = 3;

/** The difference of two texts as a unified diff, as `patch` and `git apply` read it; empty for equal texts. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const changes = compare(splitLines(before), splitLines(after));
  const hunks = group(changes).map(showHunk).join('');
  return `--- a/${path}\n+++ b/${path}\n${hunks}`;
}

/** A line of either text: kept, removed or added. */
interface Change {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
  /** Zero-based lines at which it stands in both texts. */
  readonly before: number;
  readonly after: number;
}

/** Lines with their endings; the last one may lack it. */
function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The shortest way from one text to the other by Myers' greedy algorithm: quick where little has changed. */
function compare(before: readonly string[], after: readonly string[]): Change[] {
  const trace: Int32Array[] = [];
  const most = before.length + after.length;
  const reach = new Int32Array(2 * most + 3);
  for (let edits = 0; edits <= most; edits++) {
    trace.push(reach.slice());
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = furthest(reach, diagonal, edits, most);
      while (
        x < before.length &&
        x - diagonal < after.length &&
        before[x] === after[x - diagonal]
      ) {
        x++;
      }
      reach[diagonal + most + 1] = x;
      if (x >= before.length && x - diagonal >= after.length) {
        return place(walkBack(trace, before.length, after.length, most), before, after);
      }
    }
  }
  return [];
}

function walkBack(
  trace: readonly Int32Array[],
  beforeLength: number,
  afterLength: number,
  most: number,
): Change['mark'][] {
  const marks: Change['mark'][] = [];
  let x = beforeLength;
  let y = afterLength;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reach = trace[edits] ?? new Int32Array(0);
    const diagonal = x - y;
    const isAddition = goesDown(reach, diagonal, edits, most);
    const previous = isAddition ? diagonal + 1 : diagonal - 1;
    const startX = edits === 0 ? 0 : (reach[previous + most + 1] ?? 0);
    const startY = edits === 0 ? 0 : startX - previous;
    while (x > startX && y > startY && marks.push(' ')) {
      x--;
      y--;
    }
    if (edits > 0) marks.push(isAddition ? '+' : '-');
    x = startX;
    y = startY;
  }
  return marks.reverse();
}

/** How far the first text is read on a diagonal after one more edit. */
function furthest(reach: Int32Array, diagonal: number, edits: number, most: number): number {
  if (edits === 0) return 0;
  const at = diagonal + most + 1;
  return goesDown(reach, diagonal, edits, most) ? (reach[at + 1] ?? 0) : (reach[at - 1] ?? 0) + 1;
}

function goesDown(reach: Int32Array, diagonal: number, edits: number, most: number): boolean {
  const at = diagonal + most + 1;
  if (diagonal === -edits) return true;
  return diagonal !== edits && (reach[at - 1] ?? 0) < (reach[at + 1] ?? 0);
}

function place(
  marks: readonly Change['mark'][],
  before: readonly string[],
  after: readonly string[],
): Change[] {
  let i = 0;
  let j = 0;
  return marks.map((mark) => {
    const line = (mark === '+' ? after[j] : before[i]) ?? '';
    const change = { mark, line, before: i, after: j };
    if (mark !== '+') i++;
    if (mark !== '-') j++;
    return change;
  });
}

/** Changes with their context; neighbours whose contexts meet form one hunk. */
function group(changes: readonly Change[]): Change[][] {
  const hunks: { start: number; end: number }[] = [];
  changes.forEach(({ mark }, index) => {
    if (mark === ' ') return;
    const start = Math.max(0, index - context);
    const end = Math.min(changes.length, index + context + 1);
    const last = hunks.at(-1);
    if (last && start <= last.end) last.end = end;
    else hunks.push({ start, end });
  });
  return hunks.map(({ start, end }) => changes.slice(start, end));
}

function showHunk(hunk: readonly Change[]): string {
  const [first] = hunk;
  const removed = hunk.filter(({ mark }) => mark !== '+').length;
  const added = hunk.filter(({ mark }) => mark !== '-').length;
  const head = `@@ -${range(first?.before ?? 0, removed)} +${range(first?.after ?? 0, added)} @@\n`;
  return head + hunk.map(showLine).join('');
}

function range(start: number, length: number): string {
  return length === 1 ? `${start + 1}` : `${length === 0 ? start : start + 1},${length}`;
}

function showLine({ mark, line }: Change): string {
  return line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;
}
