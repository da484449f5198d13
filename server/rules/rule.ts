import type { Framework } from '../model/fact';
import type { FileModel } from '../model/model';
import type { Edit, RelatedPlace, RuleGroup, Severity } from '../model/finding';
import type { Span } from '../model/span';

export type OptionSchema =
  | { readonly type: 'number'; readonly default: number; readonly description: string }
  | { readonly type: 'boolean'; readonly default: boolean; readonly description: string };

export type OptionValues<O extends Readonly<Record<string, OptionSchema>>> = {
  readonly [K in keyof O]: O[K] extends { readonly type: 'number' }
    ? number
    : O[K] extends { readonly type: 'boolean' }
      ? boolean
      : number | boolean;
};

/** What `check` yields: where, and the data that message and fix are made from. */
export interface Found<D> {
  readonly span: Span;
  readonly data: D;
  readonly related?: readonly RelatedPlace[];
  /** When this case is worse or milder than the rule's default. */
  readonly severity?: Exclude<Severity, 'off'>;
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
}

export interface RuleFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/** One rule: what it is called, how it finds, what it says, how it mends. */
export interface Rule<
  D = unknown,
  O extends Readonly<Record<string, OptionSchema>> = Readonly<Record<string, OptionSchema>>,
> {
  readonly id: string;
  readonly summary: string;
  readonly group: RuleGroup;
  readonly severity: Severity;
  /** Class of its fix in the catalogue: S safe, G on request, - none. */
  readonly fixClass: 'S' | 'G' | 'S or G' | '-';
  /**
   * The frameworks that it speaks about: those for which its page has a faulty and a silent example.
   * Set by the generated list of rules; without it, all.
   */
  readonly frameworks?: readonly Framework[];
  /** The rule is skipped in test files, not only lowered. */
  readonly skipTests?: boolean;
  readonly options?: O;
  check(file: FileModel, options: OptionValues<O>): Iterable<Found<D>>;
  message(found: Found<D>): string;
  fix?(found: Found<D>, file: FileModel): RuleFix | readonly RuleFix[] | undefined;
}

/** Gives a rule its types: the data that `check` yields is what `message` and `fix` receive. */
export function defineRule<D, O extends Readonly<Record<string, OptionSchema>>>(
  rule: Rule<D, O>,
): Rule {
  return rule as unknown as Rule;
}
