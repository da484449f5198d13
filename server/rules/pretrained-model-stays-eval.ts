import type { FileModel } from '../model/model';
import type { Span } from '../model/span';
import { isAcknowledged } from '../model/walks/intent';
import { isKnownToAuthor } from '../model/walks/modes-context';
import { ownPlaceOfCause } from '../model/walks/modes-places';
import { stepsOfPretrained } from '../model/walks/modes-training';
import { managedBackbones } from '../model/walks/managed-modes';
import { isOwnPlace } from '../model/walks/program';
import { insertBefore, modelText, relatedCalls } from './modes';
import { defineRule } from './rule';
import type { RuleFix } from './rule';

interface Data {
  /** The model as the training step calls it, or the attribute of a managed class. */
  readonly model: string;
  readonly managed: boolean;
  /** Where train() can be put: before a loop, or before a method. */
  readonly before: number | undefined;
  readonly call: string | undefined;
}

export default defineRule<Data, Record<string, never>>({
  id: 'pretrained-model-stays-eval',
  summary: 'A model from from_pretrained is fine-tuned in eval mode',
  group: 'mode',
  severity: 'warning',
  fixClass: 'G',
  skipTests: true,
  *check(file) {
    for (const { observation, cause, optimized } of stepsOfPretrained(file)) {
      const place = ownPlaceOfCause(cause);
      if (isKnownToAuthor(file, cause.span) || hasNoDropout(file, place)) continue;
      const [loop] = observation.loops;
      const model = modelText(observation);
      const [outer] = observation.via;
      const call = outer && outer.start > (loop?.span.start ?? 0) ? undefined : model;
      yield {
        span: place,
        data: { model, managed: false, before: loop?.span.start, call },
        related: [
          { span: observation.node.span, message: 'It is trained here.' },
          ...relatedCalls(observation.via),
          ...(isOwnPlace(cause.span)
            ? []
            : [{ span: cause.span, message: 'from_pretrained returns it in eval mode.' }]),
        ],
        severity: optimized ? undefined : 'information',
      };
    }
    for (const { span, name, step, before } of managedBackbones(file)) {
      if (isAcknowledged(file, span) || hasNoDropout(file, span)) continue;
      yield {
        span,
        data: { model: `self.${name}`, managed: true, before, call: `self.${name}` },
        related: [{ span: step, message: 'It is trained here.' }],
      };
    }
  },
  message: ({ data: { model, managed } }) =>
    managed
      ? `from_pretrained returns ${model} in eval mode and the trainer never calls train() on it: its dropout is off during fine-tuning.`
      : `from_pretrained returns the model in eval mode, and ${model} is trained without train(): its dropout is off during fine-tuning.`,
  fix: ({ data }, file) => startTraining(file, data),
});

function startTraining(file: FileModel, { managed, before, call }: Data): RuleFix | undefined {
  if (before === undefined || call === undefined) return undefined;
  const statement = managed
    ? `def on_train_start(self):\n        ${call}.train()\n`
    : `${call}.train()`;
  const edit = insertBefore(file, before, statement);
  const title = managed ? 'Call train() in on_train_start' : `Call ${call}.train() before the loop`;
  return edit && { title, safe: false, edits: [edit] };
}

/** A call that sets the dropout of the model to zero. */
function hasNoDropout(file: FileModel, span: Span): boolean {
  return /(dropout|drop_rate|pdrop)\w*\s*=\s*0(\.0*)?\b(?!\.)/.test(
    file.text.slice(span.start, span.end),
  );
}
