import type { Finding, Fix } from '../model/finding';
import type { Span } from '../model/span';
import { covers, type CommentedText, type Directive, type RuleName } from './directives';
import { nearest } from './nearest';
import { unusedSuppression } from './unused-suppression';

/** What the suppression comments of a file leave of its findings, and which of the comments do nothing. */
export interface Suppressed {
  readonly kept: readonly Finding[];
  readonly unused: readonly Finding[];
}

/** Which rules exist, and which of them looked at the file: only those can show that a comment is unused. */
export interface RulesAtWork {
  readonly known: ReadonlySet<string>;
  readonly ran: ReadonlySet<string>;
  /** No rule was left out by a setting, so that an `ignore` without a list can be judged. */
  readonly complete: boolean;
}

/** Takes out what the comments of the file suppress, and reports the comments that suppress nothing. */
export function suppress(
  findings: readonly Finding[],
  source: CommentedText,
  rules: RulesAtWork,
): Suppressed {
  const used = new Map<Directive, Set<string>>();
  const kept = findings.filter((finding) => {
    const speaking = source.directives.filter((directive) => speaksOf(directive, finding, source));
    for (const directive of speaking) {
      const names = used.get(directive) ?? new Set<string>();
      used.set(directive, names.add(finding.rule));
    }
    return speaking.length === 0;
  });
  const unused = source.directives.flatMap((directive) =>
    judge(directive, used.get(directive) ?? new Set(), source.document.text, rules),
  );
  return { kept, unused };
}

function speaksOf(directive: Directive, finding: Finding, source: CommentedText): boolean {
  const named = directive.rules?.some((rule) => rule.id === finding.rule) ?? true;
  return named && covers(directive, finding.span, source);
}

function judge(
  directive: Directive,
  used: ReadonlySet<string>,
  text: string,
  rules: RulesAtWork,
): Finding[] {
  const { kind, rules: names, span } = directive;
  if (kind === 'unknown') return [unknownWord(directive)];
  if (names === undefined) {
    const isIdle = rules.complete && used.size === 0;
    return isIdle ? [report(span, 'This comment suppresses nothing.', [removal(span, text)])] : [];
  }
  if (names.length === 0) {
    return [report(span, 'This comment names no rule.', [removal(span, text)])];
  }
  const without = (gone: readonly RuleName[]): Fix => removalOf(gone, directive, names, text);
  const unknown = names.filter((name) => !rules.known.has(name.id));
  const idle = names.filter((name) => rules.ran.has(name.id) && !used.has(name.id));
  return [
    ...unknown.map((name) => unknownRule(name, names, rules, without([name]))),
    ...(idle.length > 0 ? [idleRules(directive, idle, without(idle))] : []),
  ];
}

function removal(span: Span, text: string): Fix {
  return {
    title: 'Remove the comment',
    safe: true,
    edits: [{ span: wholeComment(span, text), text: '' }],
  };
}

function removalOf(
  gone: readonly RuleName[],
  directive: Directive,
  names: readonly RuleName[],
  text: string,
): Fix {
  const left = names.filter((name) => !gone.includes(name));
  if (left.length === 0) return removal(directive.span, text);
  return {
    title: `Remove ${listOf(gone)} from the comment`,
    safe: true,
    edits: [{ span: directive.list, text: left.map((name) => name.id).join(', ') }],
  };
}

function unknownWord(directive: Directive): Finding {
  const message =
    directive.word === ''
      ? 'This comment lacks its directive: `ignore` or `ignore-file`.'
      : `\`${directive.word}\` is no directive: \`ignore\` and \`ignore-file\` are.`;
  return report(directive.span, message, []);
}

function unknownRule(
  name: RuleName,
  names: readonly RuleName[],
  rules: RulesAtWork,
  removal: Fix,
): Finding {
  const meant = nearest(
    name.id,
    [...rules.known].filter((id) => !names.some((n) => n.id === id)),
  );
  if (meant === undefined) {
    return report(name.span, `There is no rule \`${name.id}\`.`, [removal]);
  }
  return report(name.span, `There is no rule \`${name.id}\`; \`${meant}\` is near.`, [
    { title: `Change to ${meant}`, safe: false, edits: [{ span: name.span, text: meant }] },
    { ...removal, safe: false },
  ]);
}

function idleRules(directive: Directive, idle: readonly RuleName[], fix: Fix): Finding {
  const everything = idle.length === directive.rules?.length;
  const [only] = idle;
  const span = everything || only === undefined || idle.length > 1 ? directive.span : only.span;
  return report(span, `This comment suppresses nothing of ${listOf(idle)}.`, [fix]);
}

function report(span: Span, message: string, fixes: readonly Fix[]): Finding {
  return {
    rule: unusedSuppression.id,
    severity: 'hint',
    span,
    message,
    related: [],
    tags: ['unnecessary'],
    fixes,
  };
}

function listOf(names: readonly RuleName[]): string {
  return names.map((name) => `\`${name.id}\``).join(', ');
}

/** The directive with the blanks before it, or with its whole line where nothing else stands on it. */
function wholeComment(span: Span, text: string): Span {
  let start = span.start;
  while (start > 0 && ' \t'.includes(text.charAt(start - 1))) start--;
  let end = span.end;
  while (end > span.start && ' \t'.includes(text.charAt(end - 1))) end--;
  const startsLine = start === 0 || '\r\n'.includes(text.charAt(start - 1));
  const endsLine = end >= text.length || '\r\n'.includes(text.charAt(end));
  if (startsLine && endsLine) {
    if (text.startsWith('\r\n', end)) return { start, end: end + 2 };
    return { start, end: Math.min(end + 1, text.length) };
  }
  return startsLine ? { start: span.start, end: span.end } : { start, end };
}
