// Everything: installs what is missing, then quick checks, package, and the tests in real VS Code.
// The last line says how many tests passed and failed; any failure makes the exit code 1.
import { installChromium, installHost, installPackages } from './install.mjs';
import { createSteps } from './steps.mjs';

const steps = createSteps();
try {
  installPackages();
  installChromium();
  const { check } = await import('./check.mjs');
  await check(steps);
  installHost();
  const node = process.execPath;
  if (await steps.run('package', node, 'test/scripts/package.mjs')) {
    await steps.run('extension host', node, 'test/e2e/run.mjs');
    await steps.run('user interface', node, '--test', 'test/e2e/ui.test.mjs');
    await steps.run('simulator', node, '--test', 'test/e2e/simulator.test.mjs');
  }
} catch (error) {
  steps.fail(error instanceof Error ? error.message : String(error));
}
steps.finish();
