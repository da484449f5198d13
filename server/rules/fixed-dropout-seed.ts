import type { Call, FileModel } from '../model/model';
import type { Span } from '../model/span';
import { isDropoutCall, rateOf } from '../model/walks/dropout';
import { isAcknowledged, isMeantAtInference } from '../model/walks/intent';
import { functionName, inModuleMethod } from '../model/walks/places';
import { argumentRemoval } from './edits';
import { keptMasks, type KeptMask } from './kept-masks';
import { restartingSeeds, seedsInTrainingLoops } from './seeds';
import { defineRule } from './rule';

interface Data {
  readonly how: 'seeded' | 'seeded in loop' | 'drawn once' | 'kept' | 'restarted';
  readonly text: string;
  /** The statement or argument to remove. */
  readonly removed?: Span;
}

interface Place {
  readonly span: Span;
  readonly data: Data;
}

export default defineRule<Data, Record<string, never>>({
  id: 'fixed-dropout-seed',
  summary: 'A literal seed or a mask that is kept repeats the same dropout mask',
  group: 'randomness',
  severity: 'warning',
  fixClass: 'G',
  skipTests: true,
  *check(file) {
    const loops = seedsInTrainingLoops(file).map(seededLoop);
    const mild = [...seededForwards(file), ...loops, ...[...keptMasks(file)].map(kept)];
    for (const place of mild) {
      if (!isAcknowledged(file, place.span)) yield { ...place, severity: 'information' };
    }
    for (const { call, seed } of restartingSeeds(file)) {
      const isOptional = call.fact.args.some(
        (one) => one.name === seed.name && (one.default !== undefined || one.keywordOnly),
      );
      const removed = isOptional ? argumentRemoval(call, seed, file).span : undefined;
      const text = `${call.written} with ${seed.text}`;
      yield { span: seed.span, data: { how: 'restarted', text, removed } };
    }
  },
  message: ({ data: { how, text } }) => {
    switch (how) {
      case 'seeded':
        return `${text} restarts the generator in every forward pass: dropout draws the same mask each time.`;
      case 'seeded in loop':
        return `${text} restarts the generator before every step: dropout draws the same mask each time.`;
      case 'restarted':
        return `${text} as its seed draws the same mask at every call: the same units are dropped for ever.`;
      case 'drawn once':
        return `${text} is drawn once, in the constructor: the same units are dropped for ever.`;
      case 'kept':
        return `${text} is drawn in the first pass and never again: the same units are dropped from then on.`;
    }
  },
  fix: ({ data: { removed } }) =>
    removed && {
      title: 'Remove the seed (changes training)',
      safe: false,
      edits: [{ span: removed, text: '' }],
    },
});

/** A literal seed in the forward pass of a module that drops. */
function* seededForwards(file: FileModel): Iterable<Place> {
  for (const call of file.calls) {
    const { context, fact } = call;
    if (fact.kind !== 'seed' || typeof call.args['seed']?.constant !== 'number') continue;
    if (!inModuleMethod(file, context) || functionName(file, context) !== 'forward') continue;
    if (
      !drops(file, context.class) ||
      isMeantAtInference(file, context) ||
      context.guards.length > 0
    )
      continue;
    yield {
      span: call.span,
      data: { how: 'seeded', text: call.written, removed: wholeLine(file, context.statement) },
    };
  }
}

function seededLoop(call: Call): Place {
  return { span: call.span, data: { how: 'seeded in loop', text: call.written } };
}

function kept({ attribute, store }: KeptMask): Place {
  const how = store.method === '__init__' ? 'drawn once' : 'kept';
  return { span: store.valueSpan, data: { how, text: `self.${attribute}` } };
}

function drops(file: FileModel, owner: number): boolean {
  return file.calls.some(
    (call) => call.context.class === owner && isDropoutCall(call) && rateOf(call)?.certain !== 0,
  );
}

/** A statement with its indentation and line end, where it stands alone on its line. */
function wholeLine(file: FileModel, { start, end }: Span): Span | undefined {
  const before = /(^|\n)([ \t]*)$/.exec(file.text.slice(0, start));
  const after = /^[ \t]*\r?\n/.exec(file.text.slice(end));
  return before && after
    ? { start: start - before[2]!.length, end: end + after[0].length }
    : undefined;
}
