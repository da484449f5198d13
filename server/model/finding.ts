import type { Span } from './span';

export type Severity = 'error' | 'warning' | 'information' | 'hint' | 'off';

export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A change that mends a finding; `safe` ones may run on save and in bulk. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

export interface RelatedPlace {
  /** The file it stands in, where that is another one. */
  readonly uri?: string;
  readonly span: Span;
  readonly message: string;
}

export type RuleGroup =
  | 'always-on'
  | 'mode'
  | 'no-effect'
  | 'rate'
  | 'placement'
  | 'randomness'
  | 'compatibility'
  | 'suppression';

/** What a rule found, said and offers; the adapters turn it into a diagnostic, a line or a SARIF result. */
export interface Finding {
  readonly rule: string;
  readonly severity: Exclude<Severity, 'off'>;
  readonly span: Span;
  readonly message: string;
  readonly related: readonly RelatedPlace[];
  /** 'unnecessary': dead code, shown faded. */
  readonly tags: readonly ('unnecessary' | 'deprecated')[];
  /** The preferred one first. */
  readonly fixes: readonly Fix[];
}
