import fs from 'node:fs';
import path from 'node:path';

/** The licences of the packages that bundled files come from, as one text. */
export function noticesOf(root, inputs) {
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  // The Python parser is generated from this package's grammar.
  folders.add('node_modules/@lezer/python');
  const texts = [...folders].sort().map((folder) => notice(path.join(root, folder)));
  return `Dropout Lens contains these packages.\n\n${texts.join('\n\n')}\n`;
}

function packageFolder(input) {
  return /^(?:worker:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
}

function notice(folder) {
  const { name, version, license } = JSON.parse(
    fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  const file = fs.readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} ${version} (${license}) has no licence file to ship.`);
  const text = fs.readFileSync(path.join(folder, file), 'utf8').trim();
  return `${'-'.repeat(72)}\n${name} ${version} (${license})\n\n${text}`;
}
