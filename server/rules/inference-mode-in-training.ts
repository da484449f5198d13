import type { Use } from '../model/model';
import { argumentOf, endOfArguments } from '../model/walks/applications';
import { isAcknowledged } from '../model/walks/intent';
import type { ManagedSwitch } from '../model/walks/managed-modes';
import { managedSwitches } from '../model/walks/managed-modes';
import type { MethodRun } from '../model/walks/method-runs';
import type { ModelRun } from '../model/walks/model-runs';
import { runsWithoutDropout } from '../model/walks/model-runs';
import { has } from '../model/walks/modes-context';
import { isTrainingRun, sessionRuns } from '../model/walks/session-runs';
import { callsWithoutFlag } from '../model/walks/tapes';
import { nameDependence } from '../model/walks/training';
import { applyInTraining, messageOfMethod, methodsWithoutDropout } from './method-modes';
import { defineRule } from './rule';

/** Parts that are kept in eval mode while others train. */
const FROZEN =
  /^(teacher|ema|target|tgt|ref|reference|frozen|backbone|encoder|pretrained|vgg|lpips|perceptual|loss|feature|features|extractor|clip|bert|vae|text|disc|discriminator|generator|critic)$/;

type Data =
  | ManagedSwitch
  | (ModelRun & { readonly place: 'loss' })
  | (MethodRun & { readonly place: 'method' })
  | { readonly place: 'tape'; readonly use: Use }
  | { readonly place: 'session'; readonly use: Use; readonly name: string };

export default defineRule<Data, Record<string, never>>({
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
    for (const run of runsWithoutDropout(file)) {
      const { use } = run;
      const isAside = has(FROZEN, `${use.written} ${use.args[0]?.text}`);
      if (isAside || isAcknowledged(file, use.span)) continue;
      yield { span: use.span, data: { ...run, place: 'loss' } };
    }
    for (const run of methodsWithoutDropout(file)) {
      const { use } = run;
      if (has(FROZEN, use.written) || isAcknowledged(file, use.span)) continue;
      yield { span: use.span, data: { ...run, place: 'method' } };
    }
    for (const { use } of callsWithoutFlag(file)) {
      const isAside = has(FROZEN, use.written) || isAcknowledged(file, use.span);
      if (!isAside) yield { span: use.span, data: { place: 'tape', use } };
    }
    for (const run of sessionRuns(file)) {
      const { use, feed, name } = run;
      if (run.keep !== 1 || !isTrainingRun(run) || isAcknowledged(file, use.span)) continue;
      yield { span: feed.span, data: { place: 'session', use, name } };
    }
  },
  message: ({ data }) => {
    if (data.place === 'method') return messageOfMethod(data);
    if (data.place === 'loss') {
      const { name, default: value } = data.parameter!;
      const said = value?.kind === 'constant' && value.value === true ? 'True' : 'False';
      return `${data.use.written} runs ${data.class} with ${name}=${said}, its default: dropout is off in this training step.`;
    }
    if (data.place === 'tape')
      return `${data.use.written}(…) runs the model without training=True: its dropout is off in this training step.`;
    if (data.place === 'session')
      return `${data.name} is fed as 1 in a training step: nothing is dropped.`;
    return data.place === 'training step'
      ? `${data.use.written}() in training_step turns dropout off for this and every later step of the epoch.`
      : `${data.use.written}() in the constructor keeps every layer made before it in eval mode: the trainer does not call train() when fitting starts.`;
  },
  fix: ({ data }, file) => {
    if (data.place === 'method') return applyInTraining(data, file);
    if (data.place === 'loss') return turnOn(data);
    if (data.place === 'tape') return passFlag(data.use);
    return data.place === 'session' ? undefined : removeStatement(file.text, data.use);
  },
});

function passFlag(use: Use) {
  const span = endOfArguments(use);
  const title = 'Pass training=True (also switches batch normalization)';
  return span && { title, safe: false, edits: [{ span, text: ', training=True' }] };
}

/** Passes the flag where the keys for the dropout are passed already. */
function turnOn({ use, parameter }: ModelRun) {
  const span = endOfArguments(use);
  if (!span || !parameter || !argumentOf(use, 'rngs')) return undefined;
  const text = `${parameter.name}=${nameDependence(parameter.name) === 'training' ? 'True' : 'False'}`;
  return { title: `Pass ${text}`, safe: false, edits: [{ span, text: `, ${text}` }] };
}

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
