import { isScript } from '../model/document';
import type { Call, FileModel, FunctionModel } from '../model/model';
import { methodAt } from '../model/walks/places';
import { flagParameter } from '../model/walks/module-flags';
import { nameDependence } from '../model/walks/training';
import type { RuleFix } from './rule';

/** Makes a call that knows no mode depend on the flag of the method around it, which gets one where it has none. */
export function guardByFlag(call: Call, file: FileModel): RuleFix | undefined {
  if (isScript(file.language)) return guardByOption(call, file);
  const { args, span, context } = call;
  const around = file.functions[context.function];
  const input = args['input'];
  const isSimple = input !== undefined && /^(self\.)?\w+$/.test(input.text);
  const flag = flagParameter(around);
  if (!isSimple || !around || (!flag && !isForward(around, file))) return undefined;
  const name = flag?.name ?? 'training';
  const test = nameDependence(name) === 'inverted' ? `not ${name}` : name;
  const whole = `${file.text.slice(span.start, span.end)} if ${test} else ${input.text}`;
  const isAlone = /^(assigned|returned)$/.test(context.result);
  const last = around.parameters.at(-1);
  const added =
    flag || !last
      ? []
      : [{ span: { start: last.span.end, end: last.span.end }, text: ', training=None' }];
  return {
    title: `Drop only if ${test} (changes evaluation)`,
    safe: false,
    edits: [...added, { span, text: isAlone ? whole : `(${whole})` }],
  };
}

/** What runs when an instance is called, without `*args` that could hold the flag. */
function isForward(around: FunctionModel, file: FileModel): boolean {
  const isPlain = around.parameters.every(({ star }) => star === 0);
  const isMain = file.models.some(
    ({ form, entries }) =>
      form === 'class' &&
      entries.some(({ main, span }) => main && span.start === around.nameSpan.start),
  );
  return isPlain && isMain;
}

/** The same in a language in which the forward pass gets the flag in an object, its second argument. */
function guardByOption(call: Call, file: FileModel): RuleFix | undefined {
  const input = call.args['input'];
  const method = methodAt(file, call.context);
  const [, first, second] = method?.parameters ?? [];
  const isMain = method?.name.split('.').pop() === 'call';
  if (!input || !/^[\w$]+$/.test(input.text) || !isMain || !first) return undefined;
  const isNamed = second !== undefined && nameDependence(second.name) === 'training';
  const test = isNamed ? second.name : `${second?.name ?? 'kwargs'}.training`;
  const typed = file.language.startsWith('typescript') ? ': { training?: boolean }' : '';
  const added = second
    ? []
    : [{ span: { start: first.span.end, end: first.span.end }, text: `, kwargs${typed}` }];
  const whole = `${test} ? ${file.text.slice(call.span.start, call.span.end)} : ${input.text}`;
  const isAlone = /^(assigned|returned)$/.test(call.context.result);
  const edits = [...added, { span: call.span, text: isAlone ? whole : `(${whole})` }];
  return { title: `Drop only if ${test} (changes evaluation)`, safe: false, edits };
}
