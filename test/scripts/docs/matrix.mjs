import { frameworkTitles } from './coverage.mjs';
import { frameworkOf } from './cells.mjs';
import { table } from './markers.mjs';
import { versionsOf } from './versions.mjs';

const signs = { proven: '●', shown: '○', none: '–', missing: 'missing' };

/**
 * The page that says which rule speaks about which framework; `rows` are rules with their cells, what the catalogue
 * says about the other frameworks, and whether there is a page of the rule.
 */
export function matrixPage(rows, results) {
  const frameworks = Object.keys(frameworkTitles);
  const lines = rows.map(({ id, exists, cells }) => [
    exists ? `[${id}](../rules/${id}.md)` : id,
    ...cells.map(({ state }) => signs[state]),
  ]);
  return `# Rules and frameworks

${legend(rows)}

${table(['Rule', ...frameworks.map((one) => frameworkTitles[one])], lines)}

The examples were last run with ${ranWith(results)}.

## Shown and not executed

${listed(rows.flatMap(notExecuted), 'Every rule that speaks about a framework is proven in it.')}

## Where a rule does not speak

${listed(rows.filter(({ cells }) => cells.some(isNone)).map(({ id, elsewhere }) => `${id}: ${elsewhere}`))}
`;
}

function legend(rows) {
  const states = rows.flatMap(({ cells }) => cells.map(({ state }) => state));
  const count = (wanted) => states.filter((state) => state === wanted).length;
  const all = states.length - count('none');
  const share = Math.floor((100 * count('proven')) / all);
  const missing = count('missing') > 0 ? `, and ${count('missing')} are missing` : '';
  return `| Sign | Meaning |
| --- | --- |
| ${signs.proven} | The page of the rule has faulty and silent examples; they were run in the framework, the faulty ones showed the harm, the others did not |
| ${signs.shown} | The examples are checked by the analyser only; the reason stands below |
| ${signs.none} | The pattern does not exist there, or the rule does not claim it; why stands below |

${count('proven')} of ${all} cells (${share} %) are proven by execution${missing}.`;
}

function notExecuted({ id, cells }) {
  return cells
    .filter(({ state }) => state === 'shown')
    .map(({ framework, reasons }) => {
      return `${id}, ${frameworkTitles[framework]}: ${reasons.join('; ') || 'no run is recorded'}.`;
    });
}

function isNone({ state }) {
  return state === 'none';
}

function ranWith(results) {
  const known = Object.keys(frameworkTitles).flatMap((framework) => {
    const last = results.filter(({ examples }) =>
      examples.some((row) => frameworkOf(row) === framework && row.verdict === 'holds'),
    );
    return last.length > 0 ? versionsOf(framework, last.at(-1).versions) : [];
  });
  return [...new Set(known)].join(', ');
}

function listed(lines, otherwise = '') {
  return lines.map((line) => `- ${line}`).join('\n') || otherwise;
}
