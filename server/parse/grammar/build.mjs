// Generates the Python parser from the grammar that @lezer/python ships, with the corrections of
// edits.mjs.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { grammarEdits, tokenEdits } from './edits.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const generated = path.join(here, '../generated');
const dependencies = path.join(here, '../../../node_modules/@lezer');

/**
 * Writes the generated parser unless what lies there was made from the same sources; says whether
 * it wrote.
 */
export async function buildGrammar() {
  const sources = readSources();
  const stamp = createHash('sha256').update(JSON.stringify(sources)).digest('hex');
  if (isCurrent(stamp)) return false;
  const grammar = applyEdits('python.grammar', sources.grammar, grammarEdits);
  const tokens = applyEdits('tokens.js', sources.tokens, tokenEdits);
  const { buildParserFile } = await import('@lezer/generator');
  const { parser, terms } = buildParserFile(grammar, { fileName: 'python.grammar' });
  const header = `/*! Generated from the grammar of @lezer/python, corrected.\n\n${sources.licence.trim()}\n*/\n`;
  fs.mkdirSync(generated, { recursive: true });
  writeWhole('python-parser.terms.js', header + terms);
  writeWhole('tokens.js', header + tokens);
  writeWhole(
    'python-parser.js',
    header + parser.replaceAll('./parser.terms', './python-parser.terms'),
  );
  writeWhole('stamp.js', `// ${stamp}\n`);
  return true;
}

/** Everything that the generated files depend on. */
function readSources() {
  const read = (file) => fs.readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  return {
    grammar: read(path.join(dependencies, 'python/src/python.grammar')),
    tokens: read(path.join(dependencies, 'python/src/tokens.js')),
    licence: read(path.join(dependencies, 'python/LICENSE')),
    generator: read(path.join(dependencies, 'generator/package.json')),
    build: read(fileURLToPath(import.meta.url)),
    edits: read(path.join(here, 'edits.mjs')),
  };
}

function isCurrent(stamp) {
  const files = ['python-parser.js', 'python-parser.terms.js', 'tokens.js', 'stamp.js'];
  const [stampFile, ...others] = files.map((name) => path.join(generated, name)).reverse();
  if (![stampFile, ...others].every((file) => fs.existsSync(file))) return false;
  return fs.readFileSync(stampFile, 'utf8').includes(stamp);
}

/**
 * Applies each edit at the one place where it belongs, and fails with its reason where that place
 * is not found once.
 */
function applyEdits(name, text, edits) {
  return edits.reduce((current, { why, find, replace }) => {
    const places = current.split(find).length - 1;
    if (places !== 1)
      throw new Error(`${name}: ${places} places for the edit "${why}", expected one.`);
    return current.replace(find, () => replace);
  }, text);
}

/** Renames a finished file into place, so that a build beside this one never reads half a file. */
function writeWhole(name, text) {
  const file = path.join(generated, name);
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, text);
  fs.renameSync(draft, file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(
    (await buildGrammar()) ? 'Generated the Python parser.' : 'The Python parser is current.',
  );
}
