import { isMainThread } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createService } from '../service/service';
import { serveIndex } from '../files/index/worker';
import { serve } from './server';

if (isMainThread) start();
else serveIndex();

function start(): void {
  const connection = createConnection(ProposedFeatures.all);
  // What escapes every handler is logged; the server goes on with the next message.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      connection.console.error(`${event}: ${error instanceof Error ? error.stack : error}`);
    });
  }
  serve(connection, createService);
  connection.listen();
}
