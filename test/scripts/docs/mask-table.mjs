import { between, table } from './markers.mjs';

/** The README with its table of reproduced masks brought up to date; `goldens` are the stored masks by file name. */
export function withMaskTable(readme, reproducedMasks, goldens) {
  const rows = reproducedMasks.map((entry) => [
    entry.title,
    entry.calls,
    entry.stream,
    entry.verdict,
    entry.condition,
    checked(entry, goldens),
  ]);
  const head = ['Framework', 'Calls', 'Stream', 'Verdict', 'Holds', 'Checked'];
  const page = between(readme, 'masks', table(head, rows));
  if (!page) throw new Error('README.md lacks the markers <!-- masks --> and <!-- /masks -->.');
  return page;
}

function checked({ verdict, golden, framework, apis }, goldens) {
  if (verdict === 'statistical only') return 'distribution only';
  if (!golden) return 'outputs that others published';
  const { version, cases } = goldens[golden];
  const valueOf = (args, name) => args[args.indexOf(`--${name}`) + 1];
  const own = cases.filter(
    ({ args }) => valueOf(args, 'framework') === framework && apis.includes(valueOf(args, 'api')),
  );
  return `${own.length} cases drawn by ${version.includes(' ') ? version : `version ${version}`}`;
}
