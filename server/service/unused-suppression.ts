import type { RuleGroup, Severity } from '../model/finding';
import text from './unused-suppression.md';

/** The one rule that looks at comments instead of models; the service itself finds it. */
export const unusedSuppression = {
  id: 'unused-suppression',
  summary: 'A suppression comment suppresses nothing',
  group: 'suppression' as RuleGroup,
  severity: 'hint' as Severity,
  fixClass: 'S' as const,
  page: text,
};
