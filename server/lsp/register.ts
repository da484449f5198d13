import type { CancellationToken } from 'vscode-languageserver/node';
import {
  layersRequest,
  libraryRequest,
  lintWorkspaceRequest,
  modelRequest,
  pageRequest,
  simulationRequest,
  type RequestName,
} from '../protocol';
import type { Context } from './context';
import { codeAction } from './handlers/code-action';
import { codeLens } from './handlers/code-lens';
import { diagnostic, noDiagnostics } from './handlers/diagnostic';
import { hover } from './handlers/hover';
import { inlayHint } from './handlers/inlay-hint';
import { layers } from './handlers/layers';
import { lintWorkspace, nothingLinted } from './handlers/lint-workspace';
import { model } from './handlers/model';
import { library, page } from './handlers/page';
import { simulation } from './handlers/simulation';
import { safe } from './safe';

type Handler<Params, Result> = (
  context: Context,
  params: Params,
  token: CancellationToken,
) => Result | Promise<Result>;

/** Ties every request to its handler, each behind `safe`. */
export function registerHandlers(context: Context): void {
  const { connection, report } = context;
  const guarded = <Params, Result>(
    name: string,
    fallback: Result,
    handle: Handler<Params, Result>,
  ) =>
    safe<Params, Result>(name, fallback, report, (params, token) => handle(context, params, token));
  connection.languages.diagnostics.on(guarded('diagnostic', noDiagnostics, diagnostic));
  connection.onHover(guarded('hover', null, hover));
  connection.onCodeAction(guarded('code action', [], codeAction));
  connection.onCodeLens(guarded('code lens', [], codeLens));
  connection.languages.inlayHint.on(guarded('inlay hint', [], inlayHint));
  const answer = <Params, Result>(
    { method }: RequestName<Params, Result>,
    fallback: Result,
    handle: Handler<Params, Result>,
  ) => connection.onRequest(method, guarded(method, fallback, handle));
  answer(simulationRequest, null, simulation);
  answer(pageRequest, null, page);
  answer(libraryRequest, [], library);
  answer(modelRequest, null, model);
  answer(layersRequest, [], layers);
  answer(lintWorkspaceRequest, nothingLinted, lintWorkspace);
}
