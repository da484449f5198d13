import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

/** Where messages, hovers and hints are worded; the numbers in them come from the engine. */
const folders = ['server/rules', 'server/service', 'server/lsp'];

/** Shares that are written as percentages, which is no formula. */
const wordings = [
  'server/rules/wording.ts: probability * 100',
  'server/lsp/handlers/lint-workspace.ts: 100 * done',
  'server/lsp/progress.ts: 100 * done',
];

/** Functions of Math that only a formula needs. */
const formulas = /^Math\.(sqrt|cbrt|exp|expm1|log\w*|pow|hypot|tanh|erf)$/;

test('messages and hovers compute no number of their own', () => {
  const found = folders.flatMap(sources).flatMap(formulasIn);
  assert.deepEqual(
    found.filter((line) => !wordings.includes(line)),
    [],
  );
});

test('the search for formulas finds them', () => {
  const text =
    'const a = 1 - rate, b = Math.sqrt(a / 2), c = 1 / (1 - p), d = x ** 2, e = share * 100;';
  assert.deepEqual(
    formulasOf('example.ts', text).map((line) => line.replace('example.ts: ', '')),
    ['1 - rate', 'Math.sqrt(a / 2)', '1 / (1 - p)', '1 - p', 'x ** 2', 'share * 100'],
  );
  assert.deepEqual(
    formulasOf('example.ts', "const last = list[list.length - 1], t = '1 - p';"),
    [],
  );
});

function sources(folder: string): string[] {
  return (fs.readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name));
}

function formulasIn(file: string): string[] {
  return formulasOf(file, fs.readFileSync(file, 'utf8'));
}

function formulasOf(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isFormula(node)) found.push(`${file}: ${node.getText(source)}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A power, a product with 100, a number from which or by which something is subtracted or divided, a root. */
function isFormula(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return formulas.test(node.expression.getText());
  if (!ts.isBinaryExpression(node)) return false;
  const { left, right, operatorToken } = node;
  switch (operatorToken.kind) {
    case ts.SyntaxKind.AsteriskAsteriskToken:
      return true;
    case ts.SyntaxKind.MinusToken:
    case ts.SyntaxKind.SlashToken:
      return isNumber(left, 1) && !ts.isNumericLiteral(right);
    case ts.SyntaxKind.AsteriskToken:
      return isNumber(left, 100) || isNumber(right, 100);
    default:
      return false;
  }
}

function isNumber(node: ts.Node, value: number): boolean {
  return ts.isNumericLiteral(node) && Number(node.text) === value;
}
