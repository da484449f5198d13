import { spawn } from 'node:child_process';
import path from 'node:path';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { createConnection, ProposedFeatures, type Diagnostic } from 'vscode-languageserver/node';
import { serve } from '../../server/lsp/server';
import type { Host, Service } from '../../server/service/service-types';

/** An editor as a test plays it. */
export interface Session {
  readonly connection: MessageConnection;
  /** What `initialize` was answered. */
  readonly capabilities: Record<string, unknown>;
  /** Everything the server wrote into its log. */
  readonly log: string[];
  /** The latest pushed diagnostics by uri. */
  readonly pushed: Map<string, Diagnostic[]>;
  /** Methods of the requests that the server sent. */
  readonly asked: string[];
  /** Parameters of the notifications that the server sent, by method. */
  readonly told: Map<string, unknown[]>;
  open(uri: string, text: string): Promise<void>;
  diagnostics(uri: string): Promise<Diagnostic[]>;
  /** Sends messages in one piece, as bodies that are framed and otherwise left as they are. */
  raw(...bodies: string[]): void;
  /** Everything the server sent, as text. */
  received(): string;
  end(): Promise<void>;
}

/** How the played editor differs from one that pulls and is not VS Code. */
export interface Editor {
  readonly pulls?: boolean;
  readonly vscode?: boolean;
  readonly folder?: string;
  /** Where the editor lets the server keep its index. */
  readonly storage?: string;
  /** What the editor answers when it is asked for its settings. */
  readonly settings?: () => unknown;
}

const serverFile = path.resolve('dist/server.js');

/** Starts the server bundle that ships, over stdio. */
export async function startSession(editor: Editor = {}): Promise<Session> {
  const server = spawn(process.execPath, [serverFile, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  return begin(editor, server.stdout, server.stdin, exited);
}

/** Runs the server in this process, on a service of the test's own. */
export async function startWith(
  makeService: (host: Host) => Service,
  editor: Editor = {},
): Promise<Session> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  serve(connection, makeService);
  connection.listen();
  return begin(editor, toClient, toServer, Promise.resolve());
}

async function begin(
  editor: Editor,
  output: Readable,
  input: Writable,
  exited: Promise<void>,
): Promise<Session> {
  const connection = createMessageConnection(
    new StreamMessageReader(output),
    new StreamMessageWriter(input),
  );
  const session = listen(connection, editor);
  let received = '';
  output.on('data', (data: Buffer) => (received += data.toString()));
  connection.listen();
  const { pulls = true, vscode = false, folder, storage } = editor;
  const answer = await connection.sendRequest<{ capabilities: Record<string, unknown> }>(
    'initialize',
    {
      processId: null,
      rootUri: null,
      workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'test' }],
      capabilities: {
        textDocument: pulls ? { diagnostic: {} } : {},
        workspace: {
          configuration: true,
          diagnostics: { refreshSupport: true },
          workspaceFolders: true,
        },
      },
      initializationOptions: vscode ? { vscode: true, theme: 'dark', storage } : undefined,
    },
  );
  await connection.sendNotification('initialized', {});
  return {
    ...session,
    connection,
    capabilities: answer.capabilities,
    open: (uri, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'python', version: 1, text },
      }),
    async diagnostics(uri) {
      const params = { textDocument: { uri } };
      const report = await connection.sendRequest<{ items: Diagnostic[] }>(
        'textDocument/diagnostic',
        params,
      );
      return report.items;
    },
    raw: (...bodies) => void input.write(bodies.map(framed).join('')),
    received: () => received,
    async end() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await exited;
      connection.dispose();
    },
  };
}

function listen(
  connection: MessageConnection,
  { settings }: Editor,
): Pick<Session, 'log' | 'pushed' | 'asked' | 'told'> {
  const log: string[] = [];
  const pushed = new Map<string, Diagnostic[]>();
  const asked: string[] = [];
  const told = new Map<string, unknown[]>();
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
    log.push(message);
  });
  connection.onNotification(
    'textDocument/publishDiagnostics',
    ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
      pushed.set(uri, diagnostics);
    },
  );
  connection.onNotification((method, params) => {
    told.set(method, [...(told.get(method) ?? []), params]);
  });
  connection.onRequest((method, params) => {
    asked.push(method);
    if (method !== 'workspace/configuration') return null;
    const { items } = params as { items: unknown[] };
    return items.map(() => settings?.() ?? null);
  });
  return { log, pushed, asked, told };
}

function framed(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Resolves when `probe` is true, or throws after `limit` milliseconds. */
export async function until(
  what: string,
  probe: () => boolean | Promise<boolean>,
  limit = 30_000,
): Promise<void> {
  for (const end = Date.now() + limit; !(await probe());) {
    if (Date.now() > end) throw new Error(`still waiting for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A small model with one fault that has a safe fix. */
export const faultyModel = `import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 8)
        self.drop = nn.Dropout(0.5)

    def forward(self, x):
        x = F.dropout(self.fc(x), 0.3)
        x = F.relu(self.fc(x))
        return self.fc(self.drop(x))
`;

/** The rule that finds the fault of `faultyModel`. */
export const faultyRule = 'functional-dropout-always-on';
