import type { Layer, Model, Step } from '../../server/model/model';
import { INPUT, UNREAD, type Source } from '../../server/model/value';

/**
 * Prints models as text, one line for each step: number, layer, mode and where its operands come from.
 * `in` is an argument of the method, `?` something unread, `a | b` alternatives; `-` marks layers that nothing applies.
 */
export function printModels(models: readonly Model[]): string {
  return models.map(printModel).join('\n');
}

function printModel(model: Model): string {
  const used = new Set(model.steps.map((step) => step.layer));
  const title =
    model.form === 'sequential'
      ? `sequential ${model.target ?? '(unnamed)'}`
      : `${model.form} ${model.name || '(module level)'}`;
  return [
    title,
    ...model.steps.map((step, index) => `  ${index} ${printStep(step, model)}`),
    ...model.layers.flatMap((layer, index) =>
      used.has(index) ? [] : [`  - ${printLayer(layer)}`],
    ),
    ...model.entries.map(
      (entry) => `  ${entry.name} -> ${entry.outputs.map(printFlow).join(', ') || 'nothing'}`,
    ),
  ].join('\n');
}

function printStep(step: Step, model: Model): string {
  const layer = model.layers[step.layer];
  const mode = step.mode === 'none' ? '' : ` [${step.mode}]`;
  const guards = step.guards.map((guard) => ` ${guard.holds ? 'if' : 'unless'} (${guard.text})`);
  const shown = layer ? printLayer(layer) : 'no layer';
  return `${shown}${mode} <- ${step.inputs.map(printFlow).join(', ')}${guards.join('')}`;
}

function printLayer({ name, kind, call, class: className, many }: Layer): string {
  const what = call?.written ?? className ?? (kind === 'unknown' ? 'unknown' : kind);
  return `${[name, what].filter(Boolean).join(': ')}${many ? ' (many)' : ''}`;
}

function printFlow(flow: readonly Source[]): string {
  return flow.map(printSource).join(' | ') || 'nothing';
}

function printSource(source: Source): string {
  if (source === INPUT) return 'in';
  return source === UNREAD ? '?' : String(source);
}
