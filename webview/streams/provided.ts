import type { PassSource } from '../../engine/experiments';
import type { Framework } from '../../engine/framework';

/** Puts the streams of frameworks other than PyTorch into the worker, before the program that draws with them. */
export function provideStreams(source: PassSource): void {
  (globalThis as Streams).frameworkPasses = source;
}

/** How the passes of a framework are drawn; undefined is PyTorch's own way, which is always there. */
export function streamOf(framework: Framework): PassSource | undefined {
  return framework === 'pytorch' ? undefined : (globalThis as Streams).frameworkPasses;
}

type Streams = typeof globalThis & { frameworkPasses?: PassSource };
