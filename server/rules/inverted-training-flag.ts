import type { Arg, CallContext, FileModel, Use } from '../model/model';
import { applicationsOf, argumentOf } from '../model/walks/applications';
import { flagDependence } from '../model/walks/flags';
import { isMeantAtInference } from '../model/walks/intent';
import { flagParameter, forwardOf } from '../model/walks/module-flags';
import { guardedByTraining, nameDependence, trainingDependence } from '../model/walks/training';
import { defineRule } from './rule';

interface Data {
  readonly written: string;
  readonly flag: Arg;
  readonly context: CallContext;
}

export default defineRule<Data, Record<string, never>>({
  id: 'inverted-training-flag',
  summary: 'The training flag of a dropout call has the wrong sign',
  group: 'always-on',
  severity: 'error',
  fixClass: 'G',
  *check(file) {
    for (const found of [...flagsOfRows(file), ...flagsOfLayers(file), ...flagsOfModules(file)]) {
      const { context, flag } = found;
      const isGuarded = guardedByTraining(context.guards) !== 'none';
      if (isMeantAtInference(file, context) || isGuarded) continue;
      yield { span: flag.span, data: found };
    }
  },
  message: ({ data: { written, flag } }) =>
    `${flag.text} turns ${written} on in evaluation and off in training.`,
  fix: ({ data: { flag } }) => {
    const text = flag.text.startsWith('not ') ? flag.text.slice(4).trim() : `not ${flag.text}`;
    return {
      title: `Use ${text} (changes training)`,
      safe: false,
      edits: [{ span: flag.span, text }],
    };
  },
});

/** Flags that dropouts are given where they are made or, as functions, called; and those of functions that switch. */
function flagsOfRows(file: FileModel): readonly Data[] {
  return file.calls.flatMap((call) => {
    const name = call.fact.training?.argument;
    const flag = name ? call.args[name] : undefined;
    const isOfDropout = /^(dropout|attention|modeCopy)$/.test(call.fact.kind);
    if (!flag || !isOfDropout || !isPlain(flag)) return [];
    const { written, context } = call;
    return flagDependence(call, flag) === 'inverted' ? [{ written, flag, context }] : [];
  });
}

/** Flags with which layers are called. */
function flagsOfLayers(file: FileModel): readonly Data[] {
  return applicationsOf(file).flatMap(({ call, use, flag }) => {
    if (!flag || !use.args.includes(flag) || !isPlain(flag)) return [];
    const { written } = call;
    return flagDependence(call, flag) === 'inverted'
      ? [{ written, flag, context: use.context }]
      : [];
  });
}

/** Flags that are passed by name to modules of the file. */
function flagsOfModules(file: FileModel): readonly Data[] {
  return file.uses.flatMap((use) => {
    const wanted = parameterOf(use, file);
    const flag = wanted === undefined ? undefined : argumentOf(use, wanted);
    if (!flag || !isPlain(flag)) return [];
    const meant = nameDependence(flag.name);
    const given = trainingDependence(flag.value);
    const isOpposite = given !== meant && /^(training|inverted)$/.test(given);
    return isOpposite ? [{ written: use.written, flag, context: use.context }] : [];
  });
}

function parameterOf({ callee }: Use, file: FileModel): string | undefined {
  if (callee.kind !== 'instance') return undefined;
  return flagParameter(forwardOf(file, callee.class))?.name;
}

/** `not self.training` or a flag that means evaluation; expressions of several parts are left alone. */
function isPlain({ value }: Arg): boolean {
  return (
    /^(attribute|parameter)$/.test(value.kind) ||
    (value.kind === 'operation' && value.operator === 'not')
  );
}
