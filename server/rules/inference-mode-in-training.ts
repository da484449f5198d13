import type { Use } from '../model/model';
import { isAcknowledged } from '../model/walks/intent';
import type { ManagedSwitch } from '../model/walks/managed-modes';
import { managedSwitches } from '../model/walks/managed-modes';
import { has } from '../model/walks/modes-context';
import { defineRule } from './rule';

/** Parts that are kept in eval mode while others train. */
const FROZEN =
  /^(teacher|ema|target|tgt|ref|reference|frozen|backbone|encoder|pretrained|vgg|lpips|perceptual|loss|feature|features|extractor|clip|bert|vae|text|disc|discriminator|generator|critic)$/;

export default defineRule<ManagedSwitch, Record<string, never>>({
  id: 'inference-mode-in-training',
  summary: 'Training code puts the model in the mode in which dropout is off',
  group: 'mode',
  severity: 'warning',
  fixClass: 'G',
  skipTests: true,
  *check(file) {
    for (const found of managedSwitches(file)) {
      const { use } = found;
      if (has(FROZEN, use.written) || isAcknowledged(file, use.span)) continue;
      yield { span: use.span, data: found, severity: 'information' };
    }
  },
  message: ({ data: { use, place } }) =>
    place === 'training step'
      ? `${use.written}() in training_step turns dropout off for this and every later step of the epoch.`
      : `${use.written}() in the constructor keeps every layer made before it in eval mode: the trainer does not call train() when fitting starts.`,
  fix: ({ data: { use } }, file) => removeStatement(file.text, use),
});

/** Removes a call that stands alone on its line. */
function removeStatement(text: string, use: Use) {
  const start = text.lastIndexOf('\n', use.span.start - 1) + 1;
  const end = text.indexOf('\n', use.span.end);
  const alone =
    text.slice(start, end < 0 ? undefined : end).trim() ===
    text.slice(use.span.start, use.span.end);
  if (!alone || end < 0) return undefined;
  const title = `Remove ${use.written}() (training then runs with dropout)`;
  return { title, safe: false, edits: [{ span: { start, end: end + 1 }, text: '' }] };
}
