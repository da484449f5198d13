import type { LRParser } from '@lezer/lr';

/** The Python parser that `server/parse/grammar/build.mjs` generates. */
export const parser: LRParser;
