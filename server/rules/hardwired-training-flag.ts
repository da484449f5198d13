import type { Arg, Call, FileModel, Model, Use } from '../model/model';
import { isBefore, isFrom } from '../model/versions';
import { applicationsOf } from '../model/walks/applications';
import { modelsOf } from '../model/walks/called-models';
import { isAcknowledged, isMeantAtInference } from '../model/walks/intent';
import { flagParameter } from '../model/walks/module-flags';
import { nameDependence } from '../model/walks/training';
import { defineRule } from './rule';

interface Data {
  readonly written: string;
  readonly flag: Arg;
  /** Where it stands: in a graph, whose versions differ, or in a method that has a flag of its own. */
  readonly place: 'graph' | 'method' | 'model function';
  /** The flag of the method. */
  readonly own?: string;
  /** What the project's version makes of a flag in a graph; undefined where it is not known. */
  readonly honoured?: boolean;
}

export default defineRule<Data, Record<string, never>>({
  id: 'hardwired-training-flag',
  summary: 'A literal training flag is baked into a layer call',
  group: 'always-on',
  severity: 'warning',
  fixClass: 'G',
  skipTests: true,
  *check(file) {
    for (const { call, use, flag } of applicationsOf(file)) {
      if (!flag || typeof flag.constant !== 'boolean' || call.fact.kind !== 'dropout') continue;
      const data = inGraph(call, use, flag, file) ?? inMethod(use, flag, file);
      const { context } = use;
      const isMeant = isMeantAtInference(file, context) || isAcknowledged(file, use.span);
      if (data && !isMeant) yield { span: flag.span, data };
    }
    for (const call of file.calls) {
      const flag = call.fact.static ? call.args[call.fact.training?.argument ?? ''] : undefined;
      const around = file.functions[call.context.function];
      const hasMode = around?.parameters.some(({ name }) => name === 'mode');
      if (call.fact.kind !== 'dropout' || flag?.constant !== true || !hasMode) continue;
      if (call.context.guards.some(({ text }) => /\bmode\b/.test(text))) continue;
      const own = "mode == 'train'";
      yield {
        span: flag.span,
        data: { written: call.written, flag, place: 'model function', own },
      };
    }
  },
  message: ({ data: { written, flag, place, own, honoured } }) => {
    const given = `${flag.name}=${flag.text}`;
    if (place === 'method') {
      return `${given} keeps ${written} off in every call, training too: ${own} is not passed on.`;
    }
    if (place === 'model function') {
      return `${given} keeps ${written} on in every mode, evaluation and prediction too: mode decides.`;
    }
    const ever =
      'it is on for ever, predict and evaluate cannot turn it off, and it is saved with the model';
    const ignored =
      'fit, evaluate and predict pass their own flag and ignore it; only a plain call of the model drops';
    if (honoured === true) return `${given} is baked into the graph: ${ever}.`;
    if (honoured === false) return `${given} in the graph has little effect here: ${ignored}.`;
    return `${given} is baked into the graph. Keras 2: ${ever}. Keras 3.0 to 3.15: ${ignored}.`;
  },
  fix: ({ data: { flag, own } }) =>
    own === undefined
      ? undefined
      : {
          title: `Pass ${own} on (changes training)`,
          safe: false,
          edits: [{ span: flag.span, text: own }],
        },
});

/** A flag that turns dropout on in a graph of symbolic tensors. */
function inGraph(call: Call, use: Use, flag: Arg, file: FileModel): Data | undefined {
  const { flagInGraph } = call.fact;
  // A function that takes tensors from anywhere may run outside of graphs.
  const isStep = ({ form, layers, steps }: Model): boolean =>
    form === 'graph' &&
    layers.some(({ kind }) => kind === 'input') &&
    steps.some(({ span }) => span.start === use.span.start);
  if (!flagInGraph || flag.constant !== true || !file.models.some(isStep)) return undefined;
  if (file.classes[use.context.class]?.isModule === 'yes' && !isConstructor(use, file))
    return undefined;
  const range = file.versions[call.fact.package];
  const isOld = isBefore(range, flagInGraph.ignoredSince);
  const isNew = isFrom(range, flagInGraph.ignoredSince);
  return {
    written: call.written,
    flag,
    place: 'graph',
    ...((isOld || isNew) && { honoured: isOld }),
  };
}

/** A flag that turns dropout off in a method which is told itself whether it trains. */
function inMethod(use: Use, flag: Arg, file: FileModel): Data | undefined {
  const around = file.functions[use.context.function];
  const own = around && around.class >= 0 ? flagParameter(around) : undefined;
  const isTested = own && use.context.guards.some(({ text }) => text.includes(own.name));
  const isSelf = modelsOf({ kind: 'self' }, use, file) !== undefined;
  if (!own || isTested || !isSelf || flag.constant !== false) return undefined;
  if (nameDependence(own.name) !== 'training') return undefined;
  return { written: use.written, flag, place: 'method', own: own.name };
}

function isConstructor({ context }: Use, file: FileModel): boolean {
  return file.functions[context.function]?.name.endsWith('.__init__') === true;
}
