import type { Fragment, h } from 'preact';
import type { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';

/** What the page lends to programs that are loaded later, so that all draw with one Preact. */
export interface Lent {
  readonly h: typeof h;
  readonly Fragment: typeof Fragment;
  readonly useEffect: typeof useEffect;
  readonly useId: typeof useId;
  readonly useLayoutEffect: typeof useLayoutEffect;
  readonly useMemo: typeof useMemo;
  readonly useRef: typeof useRef;
  readonly useState: typeof useState;
}

/** Lends them. */
export function lend(parts: Lent): void {
  (globalThis as Lending).lentParts = parts;
}

/** What was lent; nothing in a worker, which draws nothing. */
export function borrowed(): Lent {
  return (globalThis as Lending).lentParts ?? ({} as Lent);
}

type Lending = typeof globalThis & { lentParts?: Lent };
