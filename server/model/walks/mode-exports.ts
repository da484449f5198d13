import type { FileModel } from '../model';
import { functionalDropoutOf } from './mode-dependence';
import { factsAt } from './modes';
import type { Observation } from './modes-observations';

/** Whether the export keeps what is active now; `torch.onnx.export` switches to eval itself unless told otherwise. */
export function bakes(file: FileModel, observation: Observation): boolean {
  const { action, args } = observation.node;
  if (action.kind !== 'export') return false;
  const name = action.fact.names[0] ?? '';
  if (action.fact.exportMode === 'safe') {
    const training = args.find((arg) => arg.name === 'training')?.text ?? '';
    return /\b(TRAINING|PRESERVE)$/.test(training);
  }
  // Layers stay switchable through eager quantization; only its users call eval() for other reasons.
  if (/quantiz/.test(name)) return false;
  if (!isSymbolic(observation)) return true;
  return factsAt(file.modeRuns, observation).some(
    (each) => each.class !== undefined && functionalDropoutOf(file.modeRuns.program, each.class),
  );
}

/** Whether an export traces symbolically: layers stay switchable, functional calls do not. */
export function isSymbolic({ node: { action } }: Observation): boolean {
  const name = action.kind === 'export' ? (action.fact.names[0] ?? '') : '';
  return /symbolic_trace$|create_feature_extractor$|to_hetero\w*$/.test(name);
}
