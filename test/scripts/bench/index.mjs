import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { residentMegabytes } from './measure.mjs';
import { connect } from './server.mjs';
import { megabytes, milliseconds, printTable, seconds } from './table.mjs';
import { dependentScript, editedEngine, engineSource, generateWorkspace } from './workspace.mjs';

/** Times the index of a workspace of 4,000 files: without a cache, with one, and after an edit in one file. */
export async function benchIndex(root) {
  const top = fs.mkdtempSync(path.join(os.tmpdir(), 'dropout-lens-index-'));
  const folder = path.join(top, 'workspace');
  const { files, bytes } = generateWorkspace(folder);
  const server = path.join(root, 'dist/server.js');
  const session = { server, folder, storage: path.join(top, 'storage') };
  const read = timeToRead(folder);
  const cold = await oneSession(session);
  const warm = await oneSession(session);
  const cache = fs.statSync(path.join(session.storage, 'summaries')).size;
  fs.rmSync(top, { recursive: true });
  printTable(
    `Index of ${files} files, ${(bytes / 1e6).toFixed(1)} MB, ${os.availableParallelism()} cores, load ${os.loadavg()[0].toFixed(1)}`,
    ['', 'without cache', 'with cache'],
    [
      ['only read and hash all files, one thread', seconds(read / 1000), ''],
      ['start to a complete index', seconds(cold.indexed / 1000), seconds(warm.indexed / 1000)],
      ['processor time of the server', seconds(cold.processor), seconds(warm.processor)],
      ['edit to findings of another file', milliseconds(cold.edited), milliseconds(warm.edited)],
      ['memory with the index', megabytes(cold.memory), megabytes(warm.memory)],
      ['most memory at once', megabytes(cold.peak), megabytes(warm.peak)],
      ['cache on disk', '', megabytes(cache / 1e6)],
    ],
  );
}

async function oneSession({ server: file, folder, storage }) {
  let told = () => undefined;
  const before = performance.now();
  const server = connect(file, (message) => told(message));
  const next = (fits) => new Promise((resolve) => (told = (one) => fits(one) && resolve()));
  const rootUri = pathToFileURL(folder).href;
  await server.ask('initialize', {
    processId: null,
    rootUri,
    capabilities: {
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
    },
    initializationOptions: { vscode: true, storage },
  });
  const complete = next(
    ({ method, params }) => method === 'dropoutLens/status' && params.analysing === false,
  );
  server.tell('initialized', {});
  await complete;
  const indexed = performance.now() - before;
  const processor = processorSeconds(server.pid);
  const uriOf = (name) => pathToFileURL(path.join(folder, name)).href;
  const open = (name) =>
    server.tell('textDocument/didOpen', {
      textDocument: {
        uri: uriOf(name),
        languageId: 'python',
        version: 1,
        text: fs.readFileSync(path.join(folder, name), 'utf8'),
      },
    });
  const findings = async () => {
    const textDocument = { uri: uriOf(dependentScript) };
    return (await server.ask('textDocument/diagnostic', { textDocument })).items;
  };
  open(dependentScript);
  open(editedEngine);
  const found = (await findings()).length;
  const refresh = next(({ method }) => method === 'workspace/diagnostic/refresh');
  const edit = performance.now();
  server.tell('textDocument/didChange', {
    textDocument: { uri: uriOf(editedEngine), version: 2 },
    contentChanges: [{ text: engineSource(0, false) }],
  });
  await refresh;
  const after = await findings();
  const edited = performance.now() - edit;
  if (!after.some(({ code }) => code === 'missing-eval-mode') || after.length <= found) {
    throw new Error(`The edit was to bring a finding: ${found}, then ${JSON.stringify(after)}`);
  }
  const memory = residentMegabytes(server.pid);
  const peak = residentMegabytes(server.pid, 'VmHWM');
  await server.ask('shutdown', null);
  server.tell('exit', null);
  await server.ended;
  return { indexed, processor, edited, memory, peak };
}

/** Seconds of processor time that a process and its threads have taken; undefined where the system does not tell. */
function processorSeconds(pid) {
  try {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}

/** Milliseconds of the least that any index has to do. */
function timeToRead(folder) {
  const before = performance.now();
  for (const name of fs.readdirSync(folder, { recursive: true })) {
    if (!name.endsWith('.py')) continue;
    createHash('sha256')
      .update(fs.readFileSync(path.join(folder, name)))
      .digest();
  }
  return performance.now() - before;
}
