import type { FileModel } from '../model/model';
import { isKnownToAuthor } from '../model/walks/modes-context';
import { isMentionedOnly } from '../model/walks/mode-mentions';
import type { LeftInEval } from '../model/walks/modes-training';
import { stepsLeftInEval } from '../model/walks/modes-training';
import { modelInLoop } from './mode-fixes';
import { classOfRun, switchingCall, switchingStatement } from './mode-switches';
import { insertBefore, modeLayers, modelText, relatedCalls } from './modes';
import { defineRule } from './rule';
import type { RuleFix } from './rule';

interface Data extends LeftInEval {
  readonly layers: string;
  /** The name means another model, in eval mode, from there on. */
  readonly copies: boolean;
}

export default defineRule<Data, Record<string, never>>({
  id: 'train-mode-not-restored',
  summary: 'A training loop calls eval() and goes on training without train()',
  group: 'mode',
  severity: 'warning',
  fixClass: 'G',
  skipTests: true,
  *check(file) {
    for (const found of stepsLeftInEval(file)) {
      const { observation, cause, dependence } = found;
      const span = cause.via[0] ?? cause.span;
      const copies = classOfRun(file, observation)?.modeCopy !== undefined;
      if (isKnownToAuthor(file, span) || isKnownToAuthor(file, cause.span)) continue;
      if (isMentionedOnly(file, 'train', observation.things)) continue;
      yield {
        span,
        data: { ...found, layers: modeLayers(file, observation), copies },
        related: [
          ...(cause.via.length > 0
            ? [{ span: cause.span, message: 'It is put in eval mode here.' }]
            : []),
          {
            span: observation.node.span,
            message: 'The next round trains here, still in eval mode.',
          },
          ...relatedCalls(observation.via),
        ],
        severity: dependence !== 'yes' ? 'information' : copies ? 'error' : undefined,
      };
    }
  },
  message: ({ data: { observation, cause, layers, dependence, copies } }) => {
    const model = modelText(observation);
    const leaves =
      cause.via.length > 0
        ? `This call leaves ${model} in eval mode`
        : `${model} stays in eval mode`;
    const acts =
      dependence === 'yes'
        ? `its ${layers} is off from here on`
        : 'any dropout in it is off from here on';
    const back = copies ? 'puts it back in training mode' : 'calls train()';
    return `${leaves}: nothing ${back} before the next training step, so ${acts}.`;
  },
  fix: ({ data }, file) => restore(file, data),
});

/** `model.train()` at the start of each round. */
function restore(file: FileModel, { observation, loop }: Data): RuleFix | undefined {
  const node = observation.loops.find((one) => one.span.start === loop);
  const model = modelInLoop(file, observation, loop);
  const edit =
    model !== undefined && node?.bodyStart !== undefined
      ? insertBefore(file, node.bodyStart, switchingStatement(file, observation, model, 'train'))
      : undefined;
  return (
    edit && {
      title: `Call ${switchingCall(file, observation, model!, 'train')} at the start of each round`,
      safe: false,
      edits: [edit],
    }
  );
}
