import assert from 'node:assert/strict';
import test from 'node:test';
import { bench, finding, told, uri } from './hand-made';

const text = 'one two\none\n';

function severityOf(...args: Parameters<typeof bench>): string | undefined {
  return bench(...args).service.findings(uri)[0]?.severity;
}

test('findings are sorted by place', () => {
  const rules = [finding('two', text), finding('one', text)];
  assert.deepEqual(told(bench(text, { rules })), ['one: one', 'two: two', 'one: one']);
});

test('a place is reported once for each rule', () => {
  const twice = finding('one', text, {
    *check() {
      yield { span: { start: 0, end: 3 }, data: 1 };
      yield { span: { start: 0, end: 3 }, data: 2 };
    },
  });
  assert.equal(told(bench(text, { rules: [twice] })).length, 1);
});

test('a rule that crashes costs its own findings and one line of the log', () => {
  const crash = finding('crash', text, {
    check: () => {
      throw new Error('no such layer');
    },
  });
  const crashInMessage = finding('two', text, {
    message: () => {
      throw new Error('no such number');
    },
  });
  const { service, logged } = bench(text, { rules: [crash, crashInMessage, finding('one', text)] });
  assert.equal(service.findings(uri).length, 2);
  service.update({ uri, language: 'python', text: `${text} ` });
  assert.equal(service.findings(uri).length, 2);
  assert.equal(logged.length, 2);
  assert.match(logged[0]?.message ?? '', /Rule crash failed: .*no such layer/);
});

test('a setting decides over the place, the place over the rule, and examples are one level lower', () => {
  const own = finding('one', text);
  const milder = finding('one', text, {
    *check() {
      yield { span: { start: 0, end: 3 }, data: 1, severity: 'error' as const };
    },
  });
  assert.equal(severityOf(text, { rules: [own] }), 'warning');
  assert.equal(severityOf(text, { rules: [milder] }), 'error');
  assert.equal(severityOf(text, { rules: [milder], role: 'example' }), 'warning');
  assert.equal(severityOf(text, { rules: [own], role: 'test' }), 'information');
  const settings = { severity: { one: 'hint' as const } };
  assert.equal(severityOf(text, { rules: [milder], role: 'test', settings }), 'hint');
});

test('a rule may be skipped in tests, switched off, selected and ignored by name or group', () => {
  const rules = [finding('one', text), finding('two', text, { group: 'placement' })];
  const count = (settings: object, role?: 'test') =>
    bench(text, { rules, settings, role }).service.findings(uri).length;
  assert.equal(count({}), 3);
  assert.equal(count({ severity: { one: 'off' } }), 1);
  assert.equal(count({ select: ['placement'] }), 1);
  assert.equal(count({ select: ['one'] }), 2);
  assert.equal(count({ ignore: ['rate'] }), 1);
  assert.equal(count({ enable: false }), 0);
  const skipped = [finding('one', text, { skipTests: true })];
  assert.equal(bench(text, { rules: skipped, role: 'test' }).service.findings(uri).length, 0);
  assert.equal(bench(text, { rules: skipped, role: 'example' }).service.findings(uri).length, 2);
});

test('a rule that is off by default runs when it is named', () => {
  const rules = [finding('one', text, { severity: 'off' })];
  assert.equal(severityOf(text, { rules }), undefined);
  assert.equal(severityOf(text, { rules, settings: { select: ['one'] } }), 'information');
  assert.equal(severityOf(text, { rules, settings: { select: ['rate'] } }), undefined);
  assert.equal(severityOf(text, { rules, settings: { severity: { one: 'error' } } }), 'error');
});

test('options are the defaults unless the settings give one of the right type', () => {
  const seen: unknown[] = [];
  const rule = finding('one', text, {
    options: { threshold: { type: 'number', default: 0.9, description: '' } },
    *check(_file, options) {
      seen.push(options);
    },
  });
  for (const value of [undefined, 0.5, 'much']) {
    const settings = {
      options: { one: { ...(value !== undefined && { threshold: value as number }) } },
    };
    bench(text, { rules: [rule], settings }).service.findings(uri);
  }
  assert.deepEqual(seen, [{ threshold: 0.9 }, { threshold: 0.5 }, { threshold: 0.9 }]);
});

test('of two rules that match one defect the one with precedence speaks', () => {
  const source = 'rate keep other';
  const at = (id: string, start: number, end: number) =>
    finding(id, source, {
      *check() {
        yield { span: { start, end }, data: undefined };
      },
    });
  const rules = [at('extreme-rate', 0, 4), at('keep-prob-as-rate', 0, 9)];
  const told = (given: typeof rules) =>
    bench(source, { rules: given })
      .service.findings(uri)
      .map((one) => one.rule);
  assert.deepEqual(told(rules), ['keep-prob-as-rate']);
  assert.deepEqual(told([...rules].reverse()), ['keep-prob-as-rate']);
  assert.equal(told([at('extreme-rate', 10, 15), at('keep-prob-as-rate', 0, 9)]).length, 2);
});

test('a finding that loses does not come back when the winner is suppressed', () => {
  const source = 'x = f(x)  # dropout-lens: ignore[keep-prob-as-rate]\n';
  const rules = ['extreme-rate', 'keep-prob-as-rate'].map((id) =>
    finding(id, source, {
      *check() {
        yield { span: { start: 4, end: 8 }, data: undefined };
      },
    }),
  );
  assert.deepEqual(told(bench(source, { rules })), []);
});

test('an unknown uri gives empty answers, a removed one too', () => {
  const { service } = bench(text, { rules: [finding('one', text)] });
  assert.equal(service.findings(uri).length, 2);
  service.remove(uri);
  assert.deepEqual(service.findings(uri), []);
  assert.deepEqual(service.layers(uri), []);
  assert.deepEqual(service.fixAll('file:///other.py'), []);
  assert.equal(service.simulation(uri, 0), undefined);
});
