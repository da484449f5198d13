import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { faulty, mended, project, rule } from './run-cli';
import { allRulePages } from '../../server/service/catalogue';
import { allPages } from '../../server/service/pages';

test('text shows place, severity, rule, message and the code with the place underlined', () => {
  const { code, out, err } = project({ 'net.py': faulty }).run('check net.py');
  assert.equal(code, 1);
  assert.equal(err, '');
  const [head, line, carets, blank, summary] = out.split('\n');
  assert.match(head ?? '', new RegExp(`^net\\.py:6:16 error ${rule} F\\.dropout drops 30 %`));
  assert.equal(line, '  6 |         return F.dropout(x, 0.3)');
  assert.equal(carets, '    |                ^^^^^^^^^^^^^^^^^');
  assert.equal(blank, '');
  assert.equal(summary, '1 error in 1 file. 1 can be mended with --fix.');
});

test('tabs and a place over several lines are underlined where they stand', () => {
  const text = faulty
    .replaceAll('    ', '\t')
    .replace('F.dropout(x, 0.3)', 'F.dropout(\n\t\t\tx,\n\t\t\t0.3,\n\t\t)');
  const { out } = project({ 'net.py': text }).run('check');
  assert.deepEqual(out.split('\n').slice(1, 7), [
    '  6 | \t\treturn F.dropout(',
    '    | \t\t       ^^^^^^^^^^',
    '  7 | \t\t\tx,',
    '    | \t\t\t^^',
    '  8 | \t\t\t0.3,',
    '    | \t\t\t^^^^',
  ]);
});

test('exit codes: clean 0, findings 1, wrong use 2, and 0 with --exit-zero', () => {
  const { run } = project({ 'clean.py': mended, 'faulty.py': faulty });
  assert.equal(run('check clean.py').code, 0);
  assert.equal(run('check clean.py').out, 'No findings in 1 file.\n');
  assert.equal(run('check faulty.py').code, 1);
  assert.equal(run('check faulty.py --exit-zero').code, 0);
  assert.equal(run('check nowhere.py').code, 2);
  assert.equal(
    run('check nowhere.py').err,
    'dropout-lens: nowhere.py: no such file or directory.\n',
  );
  assert.equal(run('check nowhere.py --exit-zero').code, 2);
  assert.equal(run('').code, 2);
  assert.equal(run('chekc').code, 2);
});

test('wrong use is told in one sentence', () => {
  const { run } = project({ 'faulty.py': faulty });
  const told = (args: string) => {
    const { code, out, err } = run(args);
    assert.equal(code, 2, args);
    assert.equal(out, '', args);
    return err.split('\n')[0];
  };
  assert.equal(told('check --formta json'), "dropout-lens: unknown option '--formta'.");
  assert.match(told('check --format xml') ?? '', /--format is one of text, json, sarif, github/);
  assert.match(told('check --jobs many') ?? '', /--jobs is a number of threads/);
  assert.match(told('check --fix --diff') ?? '', /take one of them/);
  assert.match(told('check -') ?? '', /--stdin-filename NAME/);
  assert.match(
    told('check --select functional-dropout-alwayson') ?? '',
    /neither a rule nor a group \(did you mean `functional-dropout-always-on`\?\)/,
  );
  assert.match(told('check --config none.toml') ?? '', /none\.toml: no such file/);
  assert.match(told('explain nothing-of-the-kind') ?? '', /there is no rule or topic/);
  assert.match(told('explain functional-dropout-alwayson') ?? '', /Did you mean/);
});

test('colours are shown when they are forced and never with NO_COLOR', () => {
  const { run } = project({ 'net.py': faulty });
  const escape = '\u001b[';
  assert.ok(!run('check').out.includes(escape));
  assert.ok(run('check', { environment: { FORCE_COLOR: '1' } }).out.includes(escape));
  const both = { FORCE_COLOR: '1', NO_COLOR: '1' };
  assert.ok(!run('check', { environment: both }).out.includes(escape));
});

test('rules are selected and ignored by name and group', () => {
  const { run } = project({ 'net.py': faulty });
  assert.equal(run(`check --select ${rule}`).code, 1);
  assert.equal(run('check --select suppression').code, 0);
  assert.equal(run('check --ignore always-on').code, 0);
  assert.equal(run(`check --ignore suppression,${rule}`).code, 0);
});

test('--output writes the findings to a file and the summary to the terminal', () => {
  const { run, folder } = project({ 'net.py': faulty });
  const { code, out } = run('check --format json --output found.json');
  assert.equal(code, 1);
  assert.equal(out, '1 error in 1 file. 1 can be mended with --fix.\n');
  const found = JSON.parse(readFileSync(path.join(folder, 'found.json'), 'utf8'));
  assert.equal(found.findings.length, 1);
  const failed = run('check --output no/such/folder.txt');
  assert.equal(failed.code, 2);
  assert.match(failed.err, /no\/such\/folder\.txt: could not be written/);
});

test('json has the documented keys', () => {
  const { out } = project({ 'a/net.py': faulty }).run('check --format json');
  const found = JSON.parse(out);
  assert.deepEqual(Object.keys(found), [
    'tool',
    'version',
    'files',
    'counts',
    'findings',
    'problems',
  ]);
  const [finding] = found.findings;
  assert.equal(finding.path, 'a/net.py');
  assert.deepEqual(finding.place, { line: 6, column: 16, endLine: 6, endColumn: 33 });
  assert.deepEqual(finding.fixes[0].edits, [
    {
      place: { line: 6, column: 32, endLine: 6, endColumn: 32 },
      text: ', training=self.training',
    },
  ]);
});

test('github gives one escaped workflow command for each finding', () => {
  const { out } = project({ 'a,b:c.py': faulty }).run('check --format github');
  assert.match(
    out,
    /^::error file=a%2Cb%3Ac\.py,line=6,endLine=6,col=16,endColumn=33,title=Dropout Lens \(functional-dropout-always-on\)::F\.dropout drops 30 %25 [^\n]*\n$/,
  );
});

test('standard input is read as the file that is named', () => {
  const { run } = project({ 'dropout-lens.json': `{"ignore": ["${rule}"]}`, 'sub/': '' });
  assert.equal(run('check --stdin-filename net.py', { input: faulty }).code, 0);
  const { run: runElsewhere } = project({});
  const { code, out } = runElsewhere('check --stdin-filename sub/net.py', { input: faulty });
  assert.equal(code, 1);
  assert.match(out, /^sub\/net\.py:6:16/);
});

test('explain prints the page of a rule, and rules lists all', () => {
  const { run } = project({});
  const { code, out } = run(`explain ${rule}`);
  assert.equal(code, 0);
  assert.match(out, /^# functional-dropout-always-on\n/);
  assert.ok(!out.includes('<!--'));
  assert.match(run('rules').out, /^functional-dropout-always-on +error/m);
  const listed = JSON.parse(run('rules --format json').out);
  assert.ok(listed.rules.some(({ id }: { id: string }) => id === 'unused-suppression'));
  assert.match(
    run('explain').out,
    /^Topics:\n {2}what-dropout-is\n[^]*\nVariants:\n {2}spatial-dropout\n/,
  );
  for (const id of ['scaling', 'dropblock']) {
    const page = allPages(allRulePages).find((one) => one.id === id);
    assert.equal(run(`explain ${id}`).out.trimEnd(), page?.markdown.trimEnd());
  }
  assert.match(run('check --help').out, /--stdin-filename/);
  assert.match(run('--version').out, /^dropout-lens \d+\.\d+\.\d+\n$/);
});

test('several threads give the same report in the same order as one', () => {
  const files = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`m${i}.py`, i % 3 ? faulty : mended]),
  );
  const { run } = project(files);
  const one = run('check --jobs 1 --format json');
  const many = run('check --jobs 3 --format json');
  assert.equal(one.code, 1);
  assert.equal(JSON.parse(many.out).files, 60);
  assert.equal(many.out, one.out);
});
