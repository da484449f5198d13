import { createRequire } from 'node:module';
import type { ScriptParser } from '../service/service-types';

/** Loads the bundle of the script parser, which lies beside the bundle that runs. */
export async function loadScriptParser(): Promise<ScriptParser> {
  const load = createRequire(__filename);
  const { parseScript } = load('./script-parser.js') as { readonly parseScript: ScriptParser };
  return parseScript;
}
