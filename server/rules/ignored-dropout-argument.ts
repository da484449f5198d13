import type { Call, FileModel, FunctionModel, FunctionParameter } from '../model/model';
import { isDropoutCall, rateOf } from '../model/walks/dropout';
import { isDropName, isKeepName } from '../model/walks/naming';
import { defineRule } from './rule';
import { percent } from './wording';

interface Data {
  readonly call: Call;
  readonly parameter: FunctionParameter;
}

export default defineRule<Data, Record<string, never>>({
  id: 'ignored-dropout-argument',
  summary: 'A dropout parameter is accepted and never used',
  group: 'no-effect',
  severity: 'warning',
  fixClass: 'G',
  skipTests: true,
  *check(file) {
    for (const call of file.calls) {
      const method = file.functions[call.context.function];
      if (!isAtDefault(call) || !method || file.classes[call.context.class]?.isModule === 'no')
        continue;
      const parameter = ignoredParameter(method, file);
      if (!parameter) continue;
      const related = [{ span: parameter.span, message: `${parameter.name} is never read` }];
      yield { span: call.span, data: { call, parameter }, related };
    }
  },
  message: ({ data: { call, parameter } }) =>
    `${call.written} drops at its default of ${percent(defaultRate)}; the parameter ${parameter.name} is never used.`,
  fix: ({ data: { call, parameter } }) => ({
    title: `Pass ${parameter.name} (changes training)`,
    safe: false,
    edits: [insertion(call, parameter.name)],
  }),
});

/** The rate by its name behind the other arguments, or alone in the parentheses; turned where the unit is the other. */
function insertion(call: Call, name: string) {
  const at = call.span.end - 1;
  const isTurned = isKeepName(name) !== (call.fact.unit === 'keep');
  const value = isTurned ? `1 - ${name}` : name;
  const isAlone = Object.keys(call.args).length === 0;
  return {
    span: { start: at, end: at },
    text: isAlone ? value : `, ${call.fact.rate}=${value}`,
  };
}

/** A dropout whose rate is not written, so that it drops at the default of its row. */
function isAtDefault(call: Call): boolean {
  const rate = rateOf(call);
  return (
    isDropoutCall(call) && rate?.arg === undefined && rate?.certain === defaultRate && !call.open
  );
}

const defaultRate = 0.5;

/** The one parameter of a constructor that names a dropout rate and is read nowhere. */
function ignoredParameter(method: FunctionModel, file: FileModel): FunctionParameter | undefined {
  const candidates = method.parameters.filter(
    ({ name, star }) => star === 0 && (isDropName(name) || isKeepName(name)),
  );
  const [only] = candidates;
  const body = file.text.slice(method.span.start, method.span.end);
  const mayBeReadElsewhere = /\b(locals|save_hyperparameters|vars)\s*\(/.test(body);
  if (!only || candidates.length > 1 || only.reads.length > 0 || mayBeReadElsewhere)
    return undefined;
  const isRate = /^(float|Optional\[float\])$/.test(only.annotation ?? 'float');
  const isFlag = only.default?.kind === 'constant' && typeof only.default.value !== 'number';
  return isRate && !isFlag ? only : undefined;
}
