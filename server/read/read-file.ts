import { frameworkOf } from '../facts/lookup';
import { frameworkModules, moduleName, scriptGlobals } from '../facts/namespaces';
import { isScript, type SourceDocument } from '../model/document';
import type { Framework } from '../model/fact';
import type { FileModel, FileRole, FunctionModel } from '../model/model';
import type { Span } from '../model/span';
import type { Expression, SyntaxModule } from '../model/syntax';
import type { Value } from '../model/value';
import type { Versions } from '../model/versions';
import { lineStartsOf } from '../model/walks/lines';
import type { ModeRuns } from '../model/walks/modes';
import { concernsModes, followModes } from '../model/walks/modes';
import { programOf } from '../model/walks/program';
import { summarise } from '../model/walks/summarise';
import { Bindings } from './bindings';
import { copyAttributes, describeClasses, readAttributes } from './classes';
import { collectEntries } from './entries';
import { readExports } from './exports';
import { evaluate } from './expressions';
import { readFlows } from './flow';
import { parameterValue } from './functions';
import { buildModels } from './models';
import { graphModels } from './graphs';
import { findQuiet } from './quiet';
import { versionsInCode } from './code-versions';
import type { Frame, FunctionEntry, Reading, Recorder } from './reading';
import { childFrame } from './reading';
import { execute, stopsGradient } from './statements';
import { walkStatements } from './walk-syntax';

/** Reads a parsed file into everything that rules, hovers and the simulator look at; `versions` are the project's. */
export function readFile(
  document: SourceDocument,
  syntax: SyntaxModule,
  versions: Versions = {},
): FileModel {
  const reading = startReading(document, syntax, versions);
  const recorder = makeRecorder();
  readModuleLevel(syntax, reading, recorder);
  for (const entry of reading.classes) readAttributes(entry, reading);
  for (const entry of reading.functions) recordFunction(entry, reading, recorder);
  const bySpan = (one: { readonly span: Span }, other: { readonly span: Span }): number =>
    one.span.start - other.span.start || other.span.end - one.span.end;
  let runs: ModeRuns | undefined;
  const file: FileModel = {
    uri: document.uri,
    language: document.language,
    frameworks: reading.frameworks,
    role: roleOf(document.uri),
    versions: reading.versions,
    calls: recorder.calls.sort(bySpan),
    uses: recorder.uses.sort(bySpan),
    conditions: recorder.conditions,
    stores: recorder.stores,
    randomProducts: recorder.randomProducts,
    classes: describeClasses(reading, recorder.stores),
    functions: reading.functions.map((entry) => describeFunction(entry, reading)),
    models: [...buildModels(reading, recorder), ...graphModels(reading, recorder, syntax.body)],
    flows: isScript(document.language)
      ? []
      : readFlows(syntax, reading, recorder, concernsModes(document.text, recorder.calls)),
    get modeRuns() {
      return (runs ??= followModes(programOf(summarise(file))));
    },
    exports: readExports(syntax.body),
    comments: syntax.comments,
    errors: syntax.errors,
    lineStarts: lineStartsOf(document.text),
    text: document.text,
  };
  return file;
}

/** What a file is by its path: tests and documentation get milder findings. */
export function roleOf(uri: string): FileRole {
  const path = uri.toLowerCase();
  if (
    /(^|\/)(tests?|testing|unit_?tests?|__tests__|e2e|cypress)\/|(^|\/)(test_[^/]*|[^/]*_tests?|conftest)\.py$/.test(
      path,
    ) ||
    /(^|\/)[^/]*[._-](test|tests|spec)\.[cm]?[jt]sx?$/.test(path)
  ) {
    return 'test';
  }
  return /(^|\/)(docs?|documentation|benchmarks?)\/|(^|\/)bench(mark)?_[^/]*\.py$/.test(path)
    ? 'example'
    : 'source';
}

function startReading(document: SourceDocument, syntax: SyntaxModule, versions: Versions): Reading {
  const entries = collectEntries(syntax.body, isScript(document.language));
  const reading = {
    document,
    frameworks: frameworksIn(document, syntax),
    versions: versionsInCode(syntax, versions),
    ...entries,
    quiet: findQuiet(entries.functions),
    starImports: [],
    allowance: { left: 1_000_000 },
  } as unknown as Reading;
  reading.module = {
    reading,
    names: new Bindings(isScript(document.language) ? globalNames() : []),
    guards: [],
    branches: 0,
    loops: 0,
    loopStart: 0,
    withoutGradient: false,
    statement: { start: 0, end: 0 },
    returns: [],
    ended: false,
    breaks: [],
    depth: 0,
    stack: [],
    budget: { left: 200_000 },
  };
  return reading;
}

function globalNames(): readonly (readonly [string, Value])[] {
  return [...scriptGlobals].map(([name, module]) => [name, { kind: 'global', name: module }]);
}

function makeRecorder(): Recorder & { calls: FileModel['calls'] & unknown[] } {
  return { calls: [], uses: [], conditions: [], stores: [], randomProducts: [], sequentials: [] };
}

function readModuleLevel(syntax: SyntaxModule, reading: Reading, recorder: Recorder): void {
  const frame: Frame = { ...reading.module, recorder };
  execute(syntax.body, frame);
}

function recordFunction(entry: FunctionEntry, reading: Reading, recorder: Recorder): void {
  const self = entry.class
    ? { class: entry.class, attributes: copyAttributes(readAttributes(entry.class, reading)) }
    : entry.closure?.self;
  const names = new Bindings(
    entry.statement.parameters.map((one) => [one.name, parameterValue(entry, one, reading.module)]),
  );
  if (entry.selfName) names.set(entry.selfName, { kind: 'self' });
  const frame = childFrame(reading.module, {
    names,
    outer: entry.closure,
    function: entry,
    self,
    recorder,
    guards: [],
    branches: 0,
    loops: 0,
    loopStart: 0,
    withoutGradient: isDecoratedWithoutGradient(entry, reading),
    ...entry.place,
    stack: [entry],
    budget: { left: 60_000 },
    depth: 1,
  });
  execute(entry.statement.body, frame);
}

function isDecoratedWithoutGradient(entry: FunctionEntry, reading: Reading): boolean {
  return entry.statement.decorators.some((one) => stopsGradient(evaluate(one, reading.module)));
}

/** The frameworks that a file imports; a script may use one that the page has loaded. */
function frameworksIn(document: SourceDocument, syntax: SyntaxModule): readonly Framework[] {
  const imported = frameworksOf(syntax, document.text);
  if (imported.length > 0 || !isScript(document.language)) return imported;
  return [...scriptGlobals].flatMap(([name, module]) => {
    const isUsed = new RegExp(`\\b${name}\\s*\\.\\s*\\w`).test(document.text);
    return (isUsed && frameworkOf(module)) || [];
  });
}

function frameworksOf(syntax: SyntaxModule, text: string): readonly Framework[] {
  const found = new Set<Framework>();
  const pending = [...syntax.body];
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    if (statement.kind === 'import') {
      for (const item of statement.items) {
        const module = moduleName(item.module);
        const name = item.member ? `${module}.${item.member}` : module;
        const framework = item.level === 0 ? frameworkOf(name) : undefined;
        if (framework) found.add(framework);
      }
    } else if (statement.kind === 'try') pending.push(...statement.body);
    else if (statement.kind === 'if') pending.push(...statement.then);
    else if (statement.kind === 'function' || statement.kind === 'class') {
      pending.push(...statement.body);
    }
  }
  // `tf.keras.layers` is reached without an import of its own.
  for (const [module, framework] of frameworkModules) {
    const [root = '', ...inner] = module.split('.');
    const owner = inner.length > 0 ? frameworkModules.get(root) : undefined;
    if (owner && found.has(owner) && text.includes(`.${inner.join('.')}.`)) found.add(framework);
  }
  return [...found];
}

function describeFunction(entry: FunctionEntry, reading: Reading): FunctionModel {
  const { statement } = entry;
  const reads = new Map<string, Span[]>(statement.parameters.map((one) => [one.name, []]));
  const callees: { text: string; span: Span }[] = [];
  const returns: { text: string; span: Span }[] = [];
  const text = (span: Span): string => reading.document.text.slice(span.start, span.end);
  walkStatements(statement.body, (expression, within) => {
    if (expression.kind === 'name') addRead(expression);
    if (expression.kind === 'call') {
      callees.push({
        text: text(expression.callee.span).replace(/\s+/g, ''),
        span: expression.span,
      });
    }
    if (within.kind === 'return' && within.value === expression) {
      returns.push({ text: text(expression.span), span: expression.span });
    }
  });
  return {
    name: entry.name,
    class: entry.class?.index ?? -1,
    span: statement.span,
    nameSpan: statement.nameSpan,
    parameters: statement.parameters.map((one) => ({
      name: one.name,
      star: one.star,
      default: one.default && evaluate(one.default, reading.module),
      annotation: one.annotation && text(one.annotation.span),
      span: one.span,
      reads: reads.get(one.name) ?? [],
    })),
    decorators: statement.decorators.map((one) => text(one.span).replace(/\s+/g, '')),
    outer: entry.outer?.name,
    callees,
    returns,
  };

  function addRead(expression: Extract<Expression, { kind: 'name' }>): void {
    reads.get(expression.name)?.push(expression.span);
  }
}
