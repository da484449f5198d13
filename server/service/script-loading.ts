import { describeError } from './describe-error';
import type { LogEvent, ScriptParser } from './service-types';

/** The parser of scripts, which is loaded once, when it is first needed. */
export interface ScriptLoading {
  /** Undefined as long as it is not there. */
  loaded(): ScriptParser | undefined;
  /** Resolves when it is there, or cannot be loaded, which is said once. */
  load(): Promise<void>;
}

/** Makes what loads the parser. */
export function loadOnce(
  loadParser: () => Promise<ScriptParser> | undefined,
  log: (event: LogEvent) => void,
): ScriptLoading {
  let parser: ScriptParser | undefined;
  let loading: Promise<void> | undefined;
  const load = async (): Promise<void> => {
    try {
      parser = await loadParser();
    } catch (error) {
      const message = `The parser of JavaScript and TypeScript failed: ${describeError(error)}`;
      log({ level: 'error', message });
    }
  };
  return { loaded: () => parser, load: () => (loading ??= load()) };
}
