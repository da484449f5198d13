import assert from 'node:assert/strict';
import type { SourceDocument } from '../../server/model/document';
import type { Edit, Finding } from '../../server/model/finding';
import type { Versions } from '../../server/model/versions';
import { parseScript } from '../../server/parse/javascript';
import { rules } from '../../server/rules';
import { readDocument } from '../../server/service/read-document';
import { createServiceOf } from '../../server/service/service-core';
import type { Host } from '../../server/service/service-types';
import type { Settings } from '../../server/service/settings';
import { completeSettings } from '../../server/service/settings-complete';

/** Every rule runs, so that precedence between rules is tested too; rules that are off are turned on. */
const everything: Settings = completeSettings({
  'rules.severity': Object.fromEntries(
    rules
      .filter((rule) => rule.severity === 'off')
      .map((rule) => [rule.id, rule.id === 'rate-zero' ? 'hint' : 'information'] as const),
  ),
});

/** The findings of all rules in documents that know of each other, by their addresses. */
export function findingsIn(
  documents: readonly SourceDocument[],
  versions: Versions | undefined,
  settings: Settings = everything,
): ReadonlyMap<string, readonly Finding[]> {
  const failures: string[] = [];
  const host: Host = {
    settings: () => settings,
    ...(versions && { versions: () => versions }),
    log: (event) => event.level === 'error' && failures.push(event.message),
  };
  const service = createServiceOf(host, {
    rules,
    rulePages: new Map(),
    read: (document, given) => readDocument(document, given, parseScript),
  });
  if (documents.length > 1)
    for (const one of documents) {
      const summary = service.summarise(one);
      service.recall(one.uri, { ...service.outline(one), summary });
    }
  const found = documents.map((one) => {
    service.update(one);
    const findings = service.findings(one.uri);
    service.remove(one.uri);
    return [one.uri, findings] as const;
  });
  assert.deepEqual(failures, []);
  return new Map(found);
}

/** The text after the first fix of each finding, where they do not clash. */
export function applyFixes(text: string, findings: readonly Finding[]): string {
  const edits: Edit[] = [];
  for (const finding of findings) {
    const [fix] = finding.fixes;
    if (!fix) continue;
    const clash = fix.edits.some((edit) =>
      edits.some((one) => edit.span.start < one.span.end && one.span.start < edit.span.end),
    );
    const isNew = (edit: Edit): boolean =>
      !edits.some((one) => one.span.start === edit.span.start && one.text === edit.text);
    if (!clash) edits.push(...fix.edits.filter(isNew));
  }
  return edits
    .sort((one, other) => other.span.start - one.span.start)
    .reduce(
      (result, edit) => result.slice(0, edit.span.start) + edit.text + result.slice(edit.span.end),
      text,
    );
}
