import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver/node';

/** Takes what went wrong in one request, with the name of the request. */
export type Report = (name: string, error: unknown) => void;

/**
 * Makes a request handler that cannot fail: a crash is reported and answered with `fallback`,
 * and a cancelled request is answered as such, before the work where the cancel is here already.
 */
export function safe<Params, Result>(
  name: string,
  fallback: Result,
  report: Report,
  handle: (params: Params, token: CancellationToken) => Result | Promise<Result>,
): (params: Params, token: CancellationToken) => Promise<Result | ResponseError<never>> {
  return async (params, token) => {
    await turn();
    if (token.isCancellationRequested) return cancelled();
    try {
      const result = await handle(params, token);
      return token.isCancellationRequested ? cancelled() : result;
    } catch (error) {
      report(name, error);
      return fallback;
    }
  };
}

/** Makes a notification handler that cannot fail: a crash is reported. */
export function safely<Params>(
  name: string,
  report: Report,
  handle: (params: Params) => void | Promise<void>,
): (params: Params) => Promise<void> {
  return async (params) => {
    try {
      await handle(params);
    } catch (error) {
      report(name, error);
    }
  };
}

/** Lets messages that wait, above all cancels, be read before work begins. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}
