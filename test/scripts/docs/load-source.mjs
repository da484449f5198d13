import path from 'node:path';
import { build } from 'esbuild';

/** What TypeScript code, written as if it stood in the folder `server`, exports. */
export async function loadSource(root, contents) {
  const bundle = await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: path.join(root, 'server'), loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    external: ['node:*'],
    write: false,
    loader: { '.md': 'text' },
    logLevel: 'error',
  });
  const code = Buffer.from(bundle.outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}
