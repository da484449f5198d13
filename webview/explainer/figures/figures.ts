import type { ComponentType } from 'preact';
import type { Lens } from '../lens';

/** Live figures by the page that they stand on. */
export type Figures = Readonly<Record<string, ComponentType<{ readonly lens: Lens }>>>;
