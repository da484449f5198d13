import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SimulationInput } from '../../engine/simulation-input';
import type { Finding } from '../../server/model/finding';
import { parseScript } from '../../server/parse/javascript';
import { rulePages, rules } from '../../server/rules';
import { readDocument } from '../../server/service/read-document';
import { createServiceOf } from '../../server/service/service-core';
import { completeSettings } from '../../server/service/settings-complete';
import { readInput, untouched } from '../../server/webview-messages';
import { computeView } from '../../webview/compute';
import { rulesOfScenes, sceneOf } from '../../webview/scenes';
import { runAnswers } from '../../webview/scenes/answers';
import { plainText } from '../../webview/scenes/scene';
import { examplesOf, type Example } from '../rules/examples';

const sceneOfRule = new Map(rulesOfScenes.flatMap(([scene, ids]) => ids.map((id) => [id, scene])));

for (const rule of rules) {
  test(`what ${rule.id} flags opens in its scene, wherever the flagged code stands`, () => {
    const examples = examplesOf(rulePages[rule.id] ?? '').filter(({ state }) => state === 'faulty');
    for (const example of examples) {
      const opened = openedAtFindings(example, rule.id);
      assert.ok(opened.length > 0, `line ${example.line}`);
      for (const { finding, input } of opened) {
        const where = `line ${example.line}, ${finding.message}`;
        assert.ok(input, where);
        assert.equal(input.findings[0]?.rule, rule.id, where);
        assert.deepEqual(JSON.parse(JSON.stringify(readInput(input))), input, where);
        const scene = sceneOfRule.get(rule.id);
        assert.equal(sceneOf(input).id, scene?.id ?? 'general', where);
        const { verdict } = computeView({ input, settings: untouched }, runAnswers).scene;
        assert.match(plainText(verdict), /^(?!.*(NaN|undefined|Infinity)).*\.$/, where);
      }
    }
  });
}

interface OpenedFinding {
  readonly finding: Finding;
  readonly input: SimulationInput | undefined;
}

/** The findings of a rule in an example, each with what the simulator shows when it is opened there. */
function openedAtFindings(
  { file, language, text, versions }: Example,
  id: string,
): OpenedFinding[] {
  const uri = `file:///project/${file}`;
  const settings = { ...completeSettings(), severity: { [id]: 'warning' as const } };
  const service = createServiceOf(
    {
      settings: () => settings,
      versions: () => versions,
      log: ({ message }) => assert.fail(message),
    },
    {
      rules: rules.filter((one) => one.id === id),
      rulePages: new Map(),
      read: (document, found) => readDocument(document, found, parseScript),
    },
  );
  service.update({ uri, language, text });
  return service.findings(uri).map((finding) => ({
    finding,
    input: service.simulation(uri, finding.span.start),
  }));
}
