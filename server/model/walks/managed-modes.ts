import type { ClassModel, FileModel, Use } from '../model';
import type { Span } from '../span';

/** A part of a managed class (Lightning) that from_pretrained returned in eval mode and that is trained so. */
export interface ManagedBackbone {
  readonly name: string;
  /** The call of from_pretrained. */
  readonly span: Span;
  /** The training step. */
  readonly step: Span;
  /** Start of the training step's method, before which another method can stand. */
  readonly before: number;
}

/** eval() or freeze() in a place where a managed class keeps its parts in eval mode during training. */
export interface ManagedSwitch {
  readonly use: Use;
  readonly place: 'training step' | 'constructor';
}

/** Finds ready-made parts of managed classes that nothing puts in training mode. */
export function managedBackbones(file: FileModel): readonly ManagedBackbone[] {
  return file.classes.flatMap((owner, index) => {
    const step = methodOf(file, index, 'training_step');
    if (!owner.managed || !step || setsMode(file, index)) return [];
    return owner.attributes.flatMap((attribute) => {
      const [store] = attribute.stores;
      const value = store?.value;
      if (attribute.stores.length !== 1 || value?.kind !== 'call') return [];
      const isLoaded = value.fact?.kind === 'pretrained' && value.fact.returnsMode === 'eval';
      const isAdapter = value.fact?.names[0]?.startsWith('peft.') === true;
      const isUsed = attribute.loads.some(
        (load) => !/requires_grad|\.eval\(|\.config\b/.test(lineText(file, load)),
      );
      if (!store || !isLoaded || isAdapter || !isUsed || store.method !== '__init__') return [];
      if (isFrozen(file, owner, attribute.name)) return [];
      return [
        {
          name: attribute.name,
          span: store.valueSpan,
          step: step.nameSpan,
          before: startOfMethod(step),
        },
      ];
    });
  });
}

/** Finds eval() and freeze() in training steps and constructors of managed classes. */
export function managedSwitches(file: FileModel): readonly ManagedSwitch[] {
  return file.uses.flatMap((use): ManagedSwitch[] => {
    const owner = file.classes[use.context.class];
    const name = file.functions[use.context.function]?.name.split('.').pop();
    const isOff = (use.name === 'eval' || use.name === 'freeze') && use.args.length === 0;
    if (!owner?.managed || !isOff) return [];
    if (name === 'training_step' && /^self(\.\w+)?\.(eval|freeze)$/.test(use.written)) {
      return [{ use, place: 'training step' }];
    }
    return name === '__init__' && use.written === 'self.eval'
      ? [{ use, place: 'constructor' }]
      : [];
  });
}

function methodOf(file: FileModel, index: number, name: string) {
  return file.functions.find((one) => one.class === index && one.name.split('.').pop() === name);
}

function startOfMethod(method: NonNullable<ReturnType<typeof methodOf>>): number {
  return method.span.start;
}

/** Something in the class switches modes or freezes, or hands its parts to adapters. */
function setsMode(file: FileModel, index: number): boolean {
  const methods = file.functions.filter((one) => one.class === index);
  const switches = methods.some((one) =>
    one.callees.some(({ text }) =>
      /\.(train|eval|freeze|unfreeze|freeze_\w+)$|get_peft_model|freeze/.test(text),
    ),
  );
  return switches || /\.train\(\)|get_peft_model|BaseFinetuning|BackboneFinetuning/.test(file.text);
}

function isFrozen(file: FileModel, owner: ClassModel, name: string): boolean {
  const text = file.text.slice(owner.span.start, owner.span.end);
  return new RegExp(`requires_grad|${name}\\.(eval|freeze)|no_grad`).test(text);
}

function lineText(file: FileModel, { start }: Span): string {
  const from = file.text.lastIndexOf('\n', start) + 1;
  const to = file.text.indexOf('\n', start);
  return file.text.slice(from, to < 0 ? undefined : to);
}
