import type { ApiFact } from '../model/fact';
import type { Arg } from '../model/model';
import { isScript } from '../model/document';
import type { Argument, CallExpression, Expression } from '../model/syntax';
import type { ContainerItem, Value } from '../model/value';
import { constantOf } from '../model/walks/constants';
import type { Frame } from './reading';
import { textOf } from './reading';
import { singleItem, spreadItems } from './values';

/** The arguments of a call, evaluated, in source order. */
export interface ReadArguments {
  readonly list: readonly Arg[];
  /** `*args` or `**kwargs` pass on what is not known. */
  readonly open: boolean;
  /** The positional arguments as items of a container; what a star passes on unread is one item of many. */
  readonly items?: readonly ContainerItem[];
}

/** Describes the arguments of a call; `valueOf` evaluates each exactly once, in order. */
export function readArguments(
  call: CallExpression,
  frame: Frame,
  valueOf: (argument: Argument) => Value,
): ReadArguments {
  const list: Arg[] = [];
  const items: ContainerItem[] = [];
  let open = false;
  let position = 0;
  const withEntries = isScript(frame.reading.document.language);
  for (const argument of call.args) {
    const value = valueOf(argument);
    if (argument.star === 1) items.push(...spreadItems(value, argument.span));
    else if (argument.star === 0 && !argument.name) items.push(singleItem(value));
    if (argument.star === 1 && value.kind === 'container' && value.complete && isPlain(value)) {
      for (const item of value.items) list.push(describe(argument, item.value, position++, frame));
    } else if (argument.star > 0) {
      open = true;
    } else {
      const arg = describe(argument, value, argument.name ? 'keyword' : position++, frame);
      list.push(withEntries ? { ...arg, ...entriesOf(argument.value, value, frame) } : arg);
    }
  }
  return { list, open, items };
}

/** Sorts arguments under the canonical names of a row; what the row does not list is surplus. */
export function matchArguments(
  fact: ApiFact,
  read: ReadArguments,
): { args: Record<string, Arg>; surplus: Arg[]; open: boolean } {
  const args: Record<string, Arg> = {};
  const surplus: Arg[] = [];
  const positional = fact.args.filter((one) => !one.keywordOnly);
  const { list, open } = withOptions(fact, read);
  for (const arg of list) {
    const row =
      arg.position === 'keyword'
        ? fact.args.find((one) => one.name === arg.name || one.aliases?.includes(arg.name))
        : positional[arg.position];
    if (row && !args[row.name]) args[row.name] = { ...arg, name: row.name };
    else surplus.push(arg);
  }
  return { args, surplus, open };
}

/** The arguments with those inside the object of options among them; an object that is not known may hold any. */
function withOptions(fact: ApiFact, { list, open }: ReadArguments): ReadArguments {
  if (fact.options === undefined) return { list, open };
  const given = list.find(({ position }) => position === fact.options);
  if (!given?.entries) {
    const isPlain = given === undefined || given.value.kind === 'constant';
    return { list, open: open || !isPlain };
  }
  const others = list.filter((one) => one !== given);
  return { list: [...others, ...given.entries], open: open || given.openEntries === true };
}

/** An object that is written here has its entries where they stand, any other one where it is passed. */
function entriesOf(
  expression: Expression,
  value: Value,
  frame: Frame,
): Pick<Arg, 'entries' | 'openEntries'> {
  if (value.kind !== 'container' || value.type !== 'dict') return {};
  const written = expression.kind === 'mapping' ? expression.entries : undefined;
  const entries = value.items.flatMap((item, index): Arg[] => {
    const entry = written?.[index];
    const span = entry?.value.span ?? expression.span;
    if (item.key === undefined || item.many > 0 || item.optional) return [];
    return [
      {
        name: item.key,
        position: 'keyword',
        keyword: entry?.key?.span ?? expression.span,
        constant: constantOf(item.value),
        value: item.value,
        text: textOf(frame.reading, span),
        span,
      },
    ];
  });
  return { entries, openEntries: !value.complete || entries.length < value.items.length };
}

function isPlain(value: Value): boolean {
  return (
    value.kind === 'container' && value.items.every((item) => item.many === 0 && !item.optional)
  );
}

function describe(
  argument: Argument,
  value: Value,
  position: number | 'keyword',
  frame: Frame,
): Arg {
  const { span } = argument.value;
  const keyword = argument.name
    ? { start: argument.span.start, end: argument.span.start + argument.name.length }
    : undefined;
  return {
    name: argument.name ?? '',
    position,
    keyword,
    constant: constantOf(value),
    value,
    text: textOf(frame.reading, span),
    span,
  };
}
