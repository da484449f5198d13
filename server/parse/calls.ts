import type { Argument, Expression, Parameter } from '../model/syntax';
import { isComprehension, lowerComprehension } from './collections';
import { lowerExpression, lowerItem, lowerKnown } from './expressions';
import {
  inside,
  missing,
  spanAcross,
  splitAt,
  textOf,
  unknownExpression,
  type Source,
} from './nodes';
import type { TreeNode } from './tree';

/** Lowers the arguments of a call or the bases of a class. */
export function lowerArguments(source: Source, list: TreeNode): Argument[] {
  return splitArguments(inside(list))
    .filter((nodes) => nodes.length > 0)
    .map((nodes) => lowerArgument(source, nodes));
}

/** Lowers the parameters of a function or lambda; those behind `*` or `*args` are keyword-only. */
export function lowerParameters(source: Source, list: TreeNode): Parameter[] {
  const parameters: Parameter[] = [];
  let keywordOnly = false;
  for (const nodes of splitAt(inside(list), ',')) {
    const parameter = lowerParameter(source, nodes, keywordOnly);
    if (parameter) parameters.push(parameter);
    if (nodes[0]?.name === '*') keywordOnly = true;
  }
  return parameters;
}

/** The annotation of a parameter, variable or function, from its `: type` or `-> type`. */
export function lowerAnnotation(source: Source, definition: TreeNode): Expression | undefined {
  const nodes = definition.children.filter((child) => child.name !== ':');
  return nodes.length > 0 ? lowerItem(source, nodes) : undefined;
}

/** Splits at commas except those among the targets of a generator: `f(a for a, b in c)`. */
function splitArguments(nodes: readonly TreeNode[]): TreeNode[][] {
  const groups: TreeNode[][] = [[]];
  let isTarget = false;
  for (const node of nodes) {
    if (node.name === 'for') isTarget = true;
    if (node.name === 'in') isTarget = false;
    if (node.name === ',' && !isTarget) groups.push([]);
    else groups.at(-1)?.push(node);
  }
  return groups;
}

function lowerArgument(source: Source, nodes: readonly TreeNode[]): Argument {
  const [first, second, ...rest] = nodes;
  const span = spanAcross(nodes, 0);
  if (first?.name === '**' || first?.name === '*') {
    const value = second ? lowerExpression(source, second) : missing(span.end);
    return { star: first.name === '*' ? 1 : 2, value, span };
  }
  if (first?.name === 'VariableName' && second?.name === 'AssignOp') {
    const value = lowerArgumentValue(source, rest, span.end);
    if (textOf(source, second) === '=')
      return { name: textOf(source, first), star: 0, value, span };
    const target = lowerExpression(source, first);
    return { star: 0, value: { kind: 'walrus', target, value, span }, span };
  }
  return { star: 0, value: lowerArgumentValue(source, nodes, span.end), span };
}

/** Lowers an argument's value, which may be a generator without parentheses of its own. */
function lowerArgumentValue(source: Source, nodes: readonly TreeNode[], end: number): Expression {
  if (nodes.length === 0) return missing(end);
  if (isComprehension(nodes)) return lowerComprehension(source, undefined, nodes);
  const [value] = nodes;
  if (value && nodes.length === 1) return lowerExpression(source, value);
  return unknownExpression(spanAcross(nodes, end), lowerKnown(source, nodes));
}

function lowerParameter(
  source: Source,
  nodes: readonly TreeNode[],
  isBehindStar: boolean,
): Parameter | undefined {
  const nameAt = nodes.findIndex((node) => node.name === 'VariableName');
  const name = nodes[nameAt];
  if (!name || nameAt > 1) return undefined;
  const star = nodes[0]?.name === '*' ? 1 : nodes[0]?.name === '**' ? 2 : 0;
  const definition = nodes.find((node) => node.name === 'TypeDef');
  const equalsAt = nodes.findIndex((node) => node.name === 'AssignOp');
  const value = equalsAt < 0 ? undefined : nodes[equalsAt + 1];
  const span = spanAcross(nodes, 0);
  return {
    name: textOf(source, name),
    star,
    keywordOnly: isBehindStar && star === 0,
    default: value ? lowerExpression(source, value) : equalsAt < 0 ? undefined : missing(span.end),
    annotation: definition && lowerAnnotation(source, definition),
    span,
  };
}
