import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createService } from '../service/service';
import { serve } from './server';

const connection = createConnection(ProposedFeatures.all);
// What escapes every handler is logged; the server goes on with the next message.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    connection.console.error(`${event}: ${error instanceof Error ? error.stack : error}`);
  });
}
serve(connection, createService);
connection.listen();
