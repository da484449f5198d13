import { heapInUse, quantile, timesOf } from './measure.mjs';
import { megabytes, milliseconds, printTable } from './table.mjs';

const uri = 'file:///bench/model.py';

/** Times every step from the text of one file to findings and hovers. */
export function benchAnalysis(parts, text) {
  const document = { uri, language: 'python', text };
  const syntax = parts.parsePython(text);
  const settings = parts.completeSettings();
  const service = parts.createService({ settings: () => settings, log: fail });
  let edit = 0;
  const changed = () => ({ ...document, text: `${text}# ${edit++}\n` });
  const rows = [
    ['prefilter', timesOf(200, () => parts.mayMatter(text))],
    ['parse', timesOf(40, () => parts.parsePython(text))],
    ['read (syntax to model)', timesOf(40, () => parts.readFile(document, syntax))],
    ['lint (all rules, modes)', lintTimes(40)],
    ['text to findings', timesOf(40, () => findingsOf(changed()))],
    ['hover on a dropout', hoverTimes()],
  ].map(([name, sorted]) => [
    name,
    milliseconds(quantile(sorted, 0.5)),
    milliseconds(quantile(sorted, 0.95)),
    String(sorted.length),
  ]);
  const lines = text.split('\n').length - 1;
  printTable(
    `One generated model file: ${lines} lines, ${(text.length / 1000).toFixed(0)} kB`,
    ['', 'p50', 'p95', 'runs'],
    rows,
  );
  console.log(`\n  Memory of the open file: ${megabytes(memoryOfOpenFile())}`);

  function findingsOf(next) {
    service.update(next);
    return service.findings(uri);
  }

  /** Reading happens when layers are asked for, so that only linting is left for the findings. */
  function lintTimes(runs) {
    const sorted = [];
    for (let run = 0; run < runs; run++) {
      service.update(changed());
      service.layers(uri);
      sorted.push(...timesOf(1, () => service.findings(uri), 0));
    }
    return sorted.sort((one, other) => one - other);
  }

  function hoverTimes() {
    findingsOf(document);
    const offsets = service.layers(uri).map(({ span }) => span.start);
    const look = { commands: true, pictures: true, theme: 'dark' };
    return timesOf(200, (run) => service.hover(uri, offsets[Math.abs(run) % offsets.length], look));
  }

  function memoryOfOpenFile() {
    const before = heapInUse();
    const one = parts.createService({ settings: () => settings, log: fail });
    one.update(document);
    one.findings(uri);
    const after = heapInUse();
    one.remove(uri);
    return (after - before) / 1e6;
  }
}

function fail({ level, message }) {
  if (level === 'error') throw new Error(message);
}
