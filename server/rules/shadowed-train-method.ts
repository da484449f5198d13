import type { ClassModel, FileModel, FunctionModel } from '../model/model';
import type { Span } from '../model/span';
import { defineRule } from './rule';

interface Data {
  readonly name: string;
  readonly how: 'assigned' | 'not forwarded' | 'set by hand' | 'not a flag';
}

type Place = { span: Span; data: Data; severity?: 'warning' };

export default defineRule<Data, Record<string, never>>({
  id: 'shadowed-train-method',
  summary: 'train, eval or training is overwritten so that the mode no longer reaches the layers',
  group: 'always-on',
  severity: 'error',
  fixClass: '-',
  skipTests: true,
  *check(file) {
    for (const owner of file.classes) {
      if (owner.isModule !== 'yes') continue;
      yield* overwritten(owner);
      yield* overridden(owner, file);
    }
  },
  message: ({ data: { name, how } }) => {
    switch (how) {
      case 'assigned':
        return `self.${name} hides the method ${name}() of the module: calling eval() or train() then raises TypeError.`;
      case 'not forwarded':
        return `This ${name}() reaches no submodule: their dropout stays in the mode it had.`;
      case 'set by hand':
        return 'Setting self.training by hand does not reach the submodules: their dropout stays on. Call self.eval().';
      case 'not a flag':
        return 'self.training must be a boolean; the dropout functions raise TypeError for anything else.';
    }
  },
});

function* overwritten(owner: ClassModel): Iterable<Place> {
  for (const { name, stores } of owner.attributes) {
    for (const { span, value, how, method } of stores) {
      if (how !== 'assign') continue;
      if ((name === 'train' || name === 'eval') && value.kind === 'constant') {
        yield { span, data: { name, how: 'assigned' } };
      }
      if (name !== 'training' || value.kind !== 'constant') continue;
      const byHand = value.value === false && method !== '__init__';
      if (byHand) yield { span, data: { name, how: 'set by hand' }, severity: 'warning' };
      else if (typeof value.value !== 'boolean') yield { span, data: { name, how: 'not a flag' } };
    }
  }
}

function* overridden(owner: ClassModel, file: FileModel): Iterable<Place> {
  for (const name of ['train', 'eval']) {
    const method = file.functions.find((one) => one.name === `${owner.name}.${name}`);
    if (!method || method.class < 0 || forwards(method, file)) continue;
    const [, first, second] = method.parameters;
    const takesData = second !== undefined || (first !== undefined && !isModeName(first.name));
    if (takesData && !dependsOnMode(owner, file)) continue;
    const place: Place = { span: method.nameSpan, data: { name, how: 'not forwarded' } };
    yield takesData ? { ...place, severity: 'warning' } : place;
  }
}

/** `train(mode)`, as the framework calls it. */
function isModeName(name: string): boolean {
  return /^(mode|flag|train|training|is_train(ing)?|status|enable|enabled|args|kwargs)$/.test(name);
}

/** A method that trains on data is only a trap where some layer needs the mode. */
function dependsOnMode(owner: ClassModel, file: FileModel): boolean {
  const model = file.models.find((one) => one.form === 'class' && one.name === owner.name);
  return model?.layers.some(({ call }) => call?.fact.modeDependent !== undefined) ?? false;
}

/** Calls the parent's method, or train, eval or a mode function of something else; an abstract body forwards nothing. */
function forwards(method: FunctionModel, file: FileModel): boolean {
  const body = file.text.slice(method.span.start, method.span.end);
  const isStatic = method.decorators.some((one) =>
    /staticmethod|classmethod|property|abstractmethod/.test(one),
  );
  return (
    isStatic ||
    /raise\s+NotImplementedError/.test(body) ||
    method.callees.some(({ text }) =>
      /\.(train|eval|apply|train_mode|eval_mode|set_train|set_eval)$|^(setattr|map)$/.test(text),
    )
  );
}
