import type { CallContext, ClassModel, FileModel, FunctionModel } from '../model';

/** The class whose method a place stands in. */
export function classAt(file: FileModel, context: CallContext): ClassModel | undefined {
  return file.classes[context.class];
}

/** The function a place stands in. */
export function functionAt(file: FileModel, context: CallContext): FunctionModel | undefined {
  return file.functions[context.function];
}

/** The bare name of the method or function a place stands in. */
export function functionName(file: FileModel, context: CallContext): string | undefined {
  return functionAt(file, context)?.name.split('.').pop();
}

/** The method a place stands in, through functions that are written among its expressions and share its instance. */
export function methodAt(file: FileModel, context: CallContext): FunctionModel | undefined {
  let around = functionAt(file, context);
  while (around && around.class < 0 && around.name.includes('@') && around.outer !== undefined) {
    const { outer } = around;
    around = file.functions.find(({ name }) => name === outer);
  }
  return around && around.class >= 0 ? around : undefined;
}

/** Whether a place is in a method of a class that certainly (or, with `likely`, probably) is a module, with `self` at hand. */
export function inModuleMethod(
  file: FileModel,
  context: CallContext,
  certainty: 'yes' | 'likely' = 'likely',
): boolean {
  const method = methodAt(file, context);
  const owner = method && file.classes[method.class];
  const [instance] = method?.parameters ?? [];
  if (!owner || !instance || !/^(self|this)$/.test(instance.name)) return false;
  return owner.isModule === 'yes' || (certainty === 'likely' && owner.isModule === 'likely');
}

const CONSTRUCTORS =
  /^(__init__|__post_init__|__new__|build\w*|_build\w*|setup\w*|_setup\w*|_?make_\w+|_?create_\w+|_?init_\w+|reset_\w+|configure_model|_?get_\w*(layer|block|head|net)\w*|add_\w+)$/;

/** Whether a method by its name builds layers rather than applies them. */
export function isBuilder(name: string | undefined): boolean {
  return name === undefined || CONSTRUCTORS.test(name);
}
