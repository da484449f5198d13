import type { FileModel } from '../model/model';
import { dependenceOf, functionalDropoutOf } from '../model/walks/mode-dependence';
import { factsAt, isFinal } from '../model/walks/modes';
import { isAcknowledged } from '../model/walks/intent';
import type { Observation } from '../model/walks/modes-observations';
import { insertBefore, modeLayers, relatedCalls, relatedCauses } from './modes';
import { defineRule } from './rule';

interface Data {
  readonly observation: Observation;
  readonly layers: string;
  readonly model: string;
  /** `symbolic_trace` bakes only what reads `self.training` in a functional call. */
  readonly functional: boolean;
}

export default defineRule<Data, Record<string, never>>({
  id: 'export-in-train-mode',
  summary: 'A model is traced or exported while its dropout is active',
  group: 'mode',
  severity: 'warning',
  fixClass: 'G',
  *check(file) {
    const seen = new Set<number>();
    for (const observation of file.modeRuns.observations) {
      const { node, modes } = observation;
      if (observation.kind !== 'export' || seen.has(node.span.start)) continue;
      if (!isFinal(file.modeRuns, observation) || !bakes(file, observation)) continue;
      const inTraining = modes.length > 0 && modes.every((one) => one.mode === 'train');
      const dependence = dependenceOf(file, factsAt(file.modeRuns, observation));
      if (!inTraining || dependence === 'no' || isAcknowledged(file, node.span)) continue;
      seen.add(node.span.start);
      yield {
        span: node.span,
        data: {
          observation,
          layers: modeLayers(file, observation),
          model: exported(observation),
          functional: isSymbolic(observation),
        },
        related: [...relatedCauses(modes.map((one) => one.cause)), ...relatedCalls(observation.via)],
        severity: dependence === 'yes' ? undefined : 'information',
      };
    }
  },
  message: ({ data: { observation, layers, model, functional } }) =>
    functional
      ? `${observation.node.written} freezes self.training at True: functional dropout in ${model} stays on, whatever eval() says later.`
      : `${model} is in training mode here: ${observation.node.written} bakes its active ${layers} in, and a later eval() has no effect.`,
  fix: ({ data: { observation, model } }, file) => {
    if (!/^[\w.]+$/.test(model)) return undefined;
    const edit = insertBefore(file, observation.node.statement.start, `${model}.eval()`);
    return edit && { title: `Call ${model}.eval() before`, safe: false, edits: [edit] };
  },
});

/** Whether the export keeps what is active now; `torch.onnx.export` switches to eval itself unless told otherwise. */
function bakes(file: FileModel, observation: Observation): boolean {
  const { action, args } = observation.node;
  if (action.kind !== 'export') return false;
  const name = action.fact.names[0] ?? '';
  if (action.fact.exportMode === 'safe') {
    const training = args.find((arg) => arg.name === 'training')?.value?.text ?? '';
    return /\b(TRAINING|PRESERVE)$/.test(training);
  }
  // Layers stay switchable through eager quantization; only its users call eval() for other reasons.
  if (/quantiz/.test(name)) return false;
  if (!isSymbolic(observation)) return true;
  return factsAt(file.modeRuns, observation).some(
    (each) => each.class !== undefined && functionalDropoutOf(file, each.class),
  );
}

function isSymbolic({ node: { action } }: Observation): boolean {
  const name = action.kind === 'export' ? (action.fact.names[0] ?? '') : '';
  return /symbolic_trace$|create_feature_extractor$|to_hetero\w*$/.test(name);
}

function exported({ node }: Observation): string {
  const [first] = node.args;
  const text = first?.value?.text ?? 'the model';
  return /^[\w.]+$/.test(text) ? text : 'the model';
}
