import { rules } from '../rules';
import type { KnownRule } from './settings-check';
import { unusedSuppression } from './unused-suppression';

/** Every rule that settings may name. */
export const knownRules: readonly KnownRule[] = [...rules, unusedSuppression];
