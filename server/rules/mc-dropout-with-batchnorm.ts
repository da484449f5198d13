import type { Call, FileModel, Use } from '../model/model';
import type { Span } from '../model/span';
import { modelCalls } from '../model/walks/called-models';
import { isAcknowledged, isSaidAtInference } from '../model/walks/intent';
import { lineAt } from '../model/walks/lines';
import { saysTraining } from '../model/walks/model-runs';
import { factsAt } from '../model/walks/modes';
import type { Observation } from '../model/walks/modes-observations';
import { callsInClass, classesPassed } from '../model/walks/parts';
import { defineRule } from './rule';

interface Data {
  /** The call of `train()`, as written before the dot. */
  readonly receiver: string;
  readonly span?: Span;
  readonly batchNorm: Call;
}

export default defineRule<Data, Record<string, never>>({
  id: 'mc-dropout-with-batchnorm',
  summary: 'Monte-Carlo passes in training mode also change BatchNorm',
  group: 'randomness',
  severity: 'warning',
  fixClass: 'G',
  skipTests: true,
  *check(file) {
    if (!file.calls.some(({ fact }) => fact.kind === 'batchNorm')) return;
    const seen = new Set<number>();
    for (const one of file.modeRuns.observations) {
      const span = trainCall(one);
      if (!span || seen.has(span.start) || !isMonteCarlo(one, file)) continue;
      const batchNorm = batchNormIn(one, file);
      if (!batchNorm) continue;
      seen.add(span.start);
      const receiver = file.text.slice(span.start, span.end).replace(/\s*\.\s*train\s*\(.*$/s, '');
      const related = [
        { span: batchNorm.span, message: 'learns from every pass in training mode' },
      ];
      yield { span, data: { receiver, span, batchNorm }, related };
    }
    for (const { use, flag, dropouts, batchNorms } of modelCalls(file)) {
      const [batchNorm] = batchNorms;
      const isOn = flag && saysTraining(flag) === true && dropouts.length > 0;
      if (!isOn || !batchNorm || !isRepeatedPass(use, file)) continue;
      const related = [
        { span: batchNorm.span, message: 'learns from every pass with training=True' },
      ];
      yield { span: flag.span, data: { receiver: use.written, batchNorm }, related };
    }
  },
  message: ({ data: { receiver, span, batchNorm } }) =>
    span === undefined
      ? `${receiver}(…, training=True) for Monte-Carlo passes also runs ${batchNorm.written} in training: ` +
        'it uses batch statistics and updates its moving statistics in every pass. Subclass the dropout, or freeze it.'
      : `${receiver}.train() for Monte-Carlo passes also switches ${batchNorm.written} to training: ` +
        'it uses batch statistics and updates its running statistics in every pass. Switch on the dropout layers only.',
  fix: ({ data: { receiver, span } }, file) => {
    if (!span) return undefined;
    const indent = /^[ \t]*/.exec(file.text.slice(file.lineStarts[lineAt(file, span.start)]!))![0];
    const loop = [
      `for module in ${receiver}.modules():`,
      "    if 'Dropout' in type(module).__name__:",
      '        module.train()',
    ];
    const text = [`${receiver}.eval()`, ...loop].join(`\n${indent}`);
    return { title: 'Switch on the dropout layers only', safe: false, edits: [{ span, text }] };
  },
});

/** One of several passes, in code that speaks of uncertainty and does not train. */
function isRepeatedPass({ context, span }: Use, file: FileModel): boolean {
  const around = file.functions[context.function];
  const text = around ? file.text.slice(around.span.start, around.span.end) : '';
  const isRepeated = context.inLoop || /\bfor\b|map_fn|vmap/.test(text);
  const isMeant = isSaidAtInference(file, context) || isAcknowledged(file, span);
  return isRepeated && isMeant && !/\bGradientTape|batch_?norm/i.test(text);
}

/** The `train()` that certainly decides the mode of the passes. */
function trainCall({ kind, modes }: Observation): Span | undefined {
  const [first] = modes;
  const isTrain = modes.every(({ mode, cause }) => mode === 'train' && cause?.kind === 'written');
  const isOne = modes.every(({ cause }) => cause?.span.start === first?.cause?.span.start);
  return kind === 'forward' && isTrain && isOne ? first?.cause?.span : undefined;
}

/** Repeated passes without a training step, in code that speaks of uncertainty, and no word of BatchNorm. */
function isMonteCarlo(one: Observation, file: FileModel): boolean {
  const body = file.functions[one.function];
  const cause = one.modes[0]?.cause?.function ?? -1;
  if (!body || cause !== one.function || one.loops.length === 0 || one.trained !== 'never')
    return false;
  const text = file.text.slice(body.span.start, body.span.end);
  const context = { function: one.function, class: body.class, guards: [] };
  return isSaidAtInference(file, context) && !/batch_?norm|_bn\b|\bbn\b|\.modules\(\)/i.test(text);
}

/** A BatchNorm with running statistics in the class, or each of the classes, that the object may be of. */
function batchNormIn(one: Observation, file: FileModel): Call | undefined {
  const known = factsAt(file.modeRuns, one).flatMap((facts) => facts.class ?? []);
  const names =
    known.length > 0 ? known : one.things.flatMap((thing) => classesPassed(file, thing));
  const found = names.map((name) => {
    const calls = callsInClass(file, name);
    const drops = calls.some(({ fact }) => fact.kind === 'dropout');
    return drops
      ? calls.find(({ fact, args }) => fact.kind === 'batchNorm' && !args['track_running_stats'])
      : undefined;
  });
  return found.every((call) => call !== undefined) ? found[0] : undefined;
}
