import type { Call, FileModel, FunctionModel, FunctionParameter } from '../model/model';
import { isDropoutCall } from '../model/walks/dropout';
import { isDropName } from '../model/walks/naming';
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
    `${call.written}() drops at its default of ${percent(0.5)}; the parameter ${parameter.name} is never used.`,
  fix: ({ data: { call, parameter } }) => ({
    title: `Pass ${parameter.name} (changes training)`,
    safe: false,
    edits: [{ span: { start: call.span.end - 1, end: call.span.end - 1 }, text: parameter.name }],
  }),
});

/** `nn.Dropout()` with nothing in the parentheses. */
function isAtDefault(call: Call): boolean {
  const isPlain = Object.keys(call.args).length === 0 && call.surplus.length === 0 && !call.open;
  return isDropoutCall(call) && call.fact.form === 'module' && call.fact.rate === 'p' && isPlain;
}

/** The one parameter of a constructor that names a dropout rate and is read nowhere. */
function ignoredParameter(method: FunctionModel, file: FileModel): FunctionParameter | undefined {
  const candidates = method.parameters.filter(({ name, star }) => star === 0 && isDropName(name));
  const [only] = candidates;
  const body = file.text.slice(method.span.start, method.span.end);
  const mayBeReadElsewhere = /\b(locals|save_hyperparameters|vars)\s*\(/.test(body);
  if (!only || candidates.length > 1 || only.reads.length > 0 || mayBeReadElsewhere)
    return undefined;
  const isRate = /^(float|Optional\[float\])$/.test(only.annotation ?? 'float');
  const isFlag = only.default?.kind === 'constant' && typeof only.default.value !== 'number';
  return isRate && !isFlag ? only : undefined;
}
