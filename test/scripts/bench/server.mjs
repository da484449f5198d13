import { spawn } from 'node:child_process';
import path from 'node:path';
import { median, residentMegabytes } from './measure.mjs';
import { megabytes, milliseconds, printTable } from './table.mjs';

/** Times the language server from its start to the findings of one file, for each of several files. */
export async function benchServer(root, files) {
  const runs = files.map(() => []);
  for (let run = 0; run < 5; run++) {
    for (const [index, { language, text }] of files.entries()) {
      runs[index].push(await oneRun(path.join(root, 'dist/server.js'), language, text));
    }
  }
  const row = (name, pick, form) => [name, ...runs.map((one) => form(median(one.map(pick))))];
  printTable(
    `Language server (a process of its own, median of ${runs[0].length}); only a script loads the TypeScript parser`,
    ['', ...files.map(({ title }) => title)],
    [
      row('start to its first answer', (one) => one.started, milliseconds),
      row('open file to findings, cold', (one) => one.found, milliseconds),
      row('memory after the start', (one) => one.memoryAtStart, megabytes),
      row('memory with the file open', (one) => one.memoryWithFile, megabytes),
    ],
  );
}

async function oneRun(file, language, text) {
  const before = performance.now();
  const server = connect(file);
  const rootUri = 'file:///bench';
  await server.ask('initialize', { processId: null, rootUri, capabilities: {} });
  const started = performance.now() - before;
  server.tell('initialized', {});
  const memoryAtStart = residentMegabytes(server.pid);
  const uri = `${rootUri}/model.${language === 'python' ? 'py' : 'ts'}`;
  const opened = performance.now();
  server.tell('textDocument/didOpen', {
    textDocument: { uri, languageId: language, version: 1, text },
  });
  await server.ask('textDocument/diagnostic', { textDocument: { uri } });
  const found = performance.now() - opened;
  const memoryWithFile = residentMegabytes(server.pid);
  await server.ask('shutdown', null);
  server.tell('exit', null);
  await server.ended;
  return { started, found, memoryAtStart, memoryWithFile };
}

/** A client that speaks just enough of the protocol: headers with a length, JSON bodies; `told` gets all that the server tells. */
export function connect(file, told = () => undefined) {
  const child = spawn(process.execPath, [file, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const waiting = new Map();
  let received = Buffer.alloc(0);
  let last = 0;
  child.stdout.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (let message = take(); message; message = take()) answer(message);
  });
  return {
    pid: child.pid,
    ended,
    tell: (method, params) => send({ method, params }),
    ask(method, params) {
      const id = ++last;
      send({ id, method, params });
      return Promise.race([
        new Promise((resolve, reject) => waiting.set(id, { resolve, reject })),
        ended.then((code) => Promise.reject(new Error(`The server ended with code ${code}.`))),
      ]);
    },
  };

  function send(message) {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  function take() {
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const length = Number(/Content-Length: (\d+)/i.exec(received.toString('latin1', 0, end))?.[1]);
    const start = end + 4;
    if (received.length < start + length) return undefined;
    const body = received.toString('utf8', start, start + length);
    received = received.subarray(start + length);
    return JSON.parse(body);
  }

  function answer(message) {
    if (message.method !== undefined) {
      told(message);
      // Requests of the server, such as for settings, are answered with nothing.
      if (message.id !== undefined) send({ id: message.id, result: null });
      return;
    }
    const request = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) request?.reject(new Error(message.error.message));
    else request?.resolve(message.result);
  }
}
