// Writes the two files of a new rule, with one example that fails until the rule finds it.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [id] = process.argv.slice(2);
if (!id || !/^[a-z]+(-[a-z]+)+$/.test(id)) {
  console.error('Give the id of the rule: the bad pattern in words, such as dropout-after-output.');
  process.exit(2);
}
const file = (extension) => path.join(root, 'server/rules', `${id}.${extension}`);
if (fs.existsSync(file('ts')) || fs.existsSync(file('md'))) {
  console.error(`server/rules/${id} exists already.`);
  process.exit(2);
}

fs.writeFileSync(
  file('ts'),
  `import type { Call } from '../model/model';
import { isDropoutCall } from '../model/walks/dropout';
import { defineRule } from './rule';

export default defineRule<{ readonly call: Call }, Record<string, never>>({
  id: '${id}',
  summary: 'One line: what it finds',
  group: 'placement',
  severity: 'warning',
  fixClass: '-',
  *check(file) {
    for (const call of file.calls) {
      if (isDropoutCall(call) && call.context.result === 'discarded') {
        yield { span: call.span, data: { call } };
      }
    }
  },
  message: ({ data: { call } }) => \`\${call.written}: what is wrong, with numbers from engine/.\`,
});
`,
);

fs.writeFileSync(
  file('md'),
  `# ${id}

## What it finds

## Why it matters

## Evidence

<!-- oracle: passes-differ mode=eval -->

## Example

\`\`\`py
import torch.nn as nn

layer = nn.Dropout(0.5)
#       ^^^^^^^^^^^^^^^ warning: what is wrong
\`\`\`

## Fix

## When to ignore

\`\`\`py silent
import torch.nn as nn

layer = nn.Identity()
\`\`\`

## References
`,
);
console.log(
  `Wrote server/rules/${id}.ts and ${id}.md; run npm run docs, then RULE=${id} npm run check.`,
);
