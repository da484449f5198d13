import type { Finding, Fix, RelatedPlace, RuleGroup, Severity } from '../model/finding';
import type { FileModel } from '../model/model';
import { isOwnPlace } from '../model/walks/program';
import type { Found, OptionSchema, Rule } from '../rules/rule';
import { describeError } from './describe-error';
import type { CommentedText } from './directives';
import { viewFor } from './framework-view';
import { applyPrecedence } from './precedence';
import type { LogEvent } from './service-types';
import type { Settings } from './settings';
import { suppress } from './suppress';
import { unusedSuppression } from './unused-suppression';

/** Runs the rules that the settings leave on over one file; a rule that crashes costs its own findings only. */
export function lint(
  file: FileModel,
  source: CommentedText,
  rules: readonly Rule[],
  settings: Settings,
  log: (event: LogEvent) => void,
): readonly Finding[] {
  if (!settings.enable) return [];
  const meant = withIntent(file, settings);
  const ran = new Set<string>();
  const found: Finding[] = [];
  for (const rule of rules) {
    if (!isOn(rule, settings) || (rule.skipTests && file.role === 'test')) continue;
    try {
      const view = viewFor(meant, rule.frameworks);
      if (view) found.push(...runRule(rule, view, settings));
      ran.add(rule.id);
    } catch (error) {
      log({ level: 'error', message: `Rule ${rule.id} failed: ${describeError(error)}` });
    }
  }
  const known = new Set([...rules.map((rule) => rule.id), unusedSuppression.id]);
  const complete = rules.every((rule) => rule.severity === 'off' || ran.has(rule.id));
  const { kept, unused } = suppress(applyPrecedence(found, file.classes), source, {
    known,
    ran,
    complete,
  });
  const reported = reportsUnused(file, settings) ? atSeverity(unused, settings) : [];
  return [...kept, ...reported].sort(byPlace);
}

/** The file as rules see it whose team does not have every use that looks like a fault. */
function withIntent(file: FileModel, { intent }: Settings): FileModel {
  if (Object.values(intent).every(Boolean)) return file;
  return Object.create(file, { intent: { value: intent } }) as FileModel;
}

/** Whether the settings let a rule run: not off, selected, and not ignored, by its name or its group. */
export function isOn(
  rule: { readonly id: string; readonly group: RuleGroup; readonly severity: Severity },
  settings: Settings,
): boolean {
  const named = settings.severity[rule.id];
  if (named === 'off') return false;
  const names = [rule.id, rule.group];
  if (settings.ignore.some((name) => names.includes(name))) return false;
  if (rule.severity === 'off') return named !== undefined || settings.select.includes(rule.id);
  return settings.select.length === 0 || settings.select.some((name) => names.includes(name));
}

function runRule(rule: Rule, file: FileModel, settings: Settings): Finding[] {
  const options = optionsOf(rule, settings);
  const places = new Set<string>();
  const findings: Finding[] = [];
  for (const found of rule.check(file, options)) {
    const place = `${found.span.start}-${found.span.end}`;
    if (places.has(place)) continue;
    places.add(place);
    findings.push({
      rule: rule.id,
      severity: severityOf(rule, found, file, settings),
      span: found.span,
      message: rule.message(found),
      related: (found.related ?? []).map((one) => placed(one, file)),
      tags: found.tags ?? [],
      fixes: fixesOf(rule, found, file),
    });
  }
  return findings;
}

/** Places of a linked program say by their number in which file they stand. */
function placed(related: RelatedPlace, file: FileModel): RelatedPlace {
  if (related.uri !== undefined || isOwnPlace(related.span)) return related;
  return { ...related, ...file.modeRuns.program.placeOf(related.span) };
}

function optionsOf(rule: Rule, settings: Settings): Record<string, number | boolean> {
  const schemas: Readonly<Record<string, OptionSchema>> = rule.options ?? {};
  const given = settings.options[rule.id] ?? {};
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const value = given[name];
      return [name, typeof value === schema.type ? (value as number | boolean) : schema.default];
    }),
  );
}

function severityOf(
  rule: Rule,
  found: Found<unknown>,
  file: FileModel,
  settings: Settings,
): Finding['severity'] {
  const set = settings.severity[rule.id];
  if (set !== undefined && set !== 'off') return set;
  const own = found.severity ?? (rule.severity === 'off' ? 'information' : rule.severity);
  return file.role === 'source' ? own : lowered[own];
}

const lowered = {
  error: 'warning',
  warning: 'information',
  information: 'hint',
  hint: 'hint',
} as const satisfies Record<Finding['severity'], Finding['severity']>;

function fixesOf(rule: Rule, found: Found<unknown>, file: FileModel): Fix[] {
  const fix = rule.fix?.(found, file);
  const fixes = fix === undefined ? [] : [fix].flat();
  return fixes.filter((one) => one.edits.length > 0);
}

/** Findings may be missing while code is half typed, so no comment is called unused then. */
function reportsUnused(file: FileModel, settings: Settings): boolean {
  return (
    settings.reportUnusedSuppressions &&
    file.errors.length === 0 &&
    isOn(unusedSuppression, settings)
  );
}

function atSeverity(findings: readonly Finding[], settings: Settings): readonly Finding[] {
  const severity = settings.severity[unusedSuppression.id];
  if (severity === undefined || severity === 'off') return findings;
  return findings.map((finding) => ({ ...finding, severity }));
}

function byPlace(one: Finding, other: Finding): number {
  return (
    one.span.start - other.span.start ||
    one.span.end - other.span.end ||
    (one.rule < other.rule ? -1 : one.rule > other.rule ? 1 : 0)
  );
}
