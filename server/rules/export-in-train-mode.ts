import type { Call, FileModel } from '../model/model';
import { dependenceOf } from '../model/walks/mode-dependence';
import { bakes, isSymbolic } from '../model/walks/mode-exports';
import { factsAt, isAssumedRightly, isFinal } from '../model/walks/modes';
import { isKnownToAuthor } from '../model/walks/modes-context';
import { ownPlaceOf } from '../model/walks/modes-places';
import { isOwnPlace } from '../model/walks/program';
import type { Observation } from '../model/walks/modes-observations';
import { insertBefore, modeLayers, relatedCalls, relatedCauses, relatedPass } from './modes';
import { defineRule, type Found } from './rule';
import { isUngated, placeOf } from './untied';

type Data = Traced | { readonly call: Call; readonly dropout: Call };

/** A model that is exported in a mode which the code has set. */
interface Traced {
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
  skipTests: true,
  *check(file) {
    const seen = new Set<number>();
    for (const observation of file.modeRuns.observations) {
      const { node, modes } = observation;
      const place = ownPlaceOf(observation);
      if (observation.kind !== 'export' || seen.has(place.start)) continue;
      if (!isFinal(file.modeRuns, observation) || !bakes(file, observation)) continue;
      const inTraining = modes.length > 0 && modes.every((one) => one.mode === 'train');
      if (!inTraining || !isAssumedRightly(file.modeRuns, modes)) continue;
      const dependence = dependenceOf(file.modeRuns.program, factsAt(file.modeRuns, observation));
      if (dependence === 'no' || isKnownToAuthor(file, node.span)) continue;
      seen.add(place.start);
      yield {
        span: place,
        data: {
          observation,
          layers: modeLayers(file, observation),
          model: exported(observation),
          functional: isSymbolic(observation),
        },
        related: [
          ...relatedCauses(modes.map((one) => one.cause)),
          ...relatedCalls(observation.via.filter((span) => span.start !== place.start)),
          ...relatedPass(observation, 'It is exported here.'),
        ],
        severity: dependence === 'yes' ? undefined : 'information',
      };
    }
    yield* graphExports(file);
  },
  message: ({ data }) => {
    if ('call' in data)
      return `${data.call.written} saves a graph whose ${data.dropout.written} has a fixed rate: what is served drops too.`;
    const { observation, layers, model, functional } = data;
    return functional
      ? `${observation.node.written} freezes self.training at True: functional dropout in ${model} stays on, whatever eval() says later.`
      : `${model} is in training mode here: ${observation.node.written} bakes its active ${layers} in, and a later eval() has no effect.`;
  },
  fix: ({ data }, file) => {
    if ('call' in data) return undefined;
    const { observation, model } = data;
    if (!/^[\w.]+$/.test(model) || !isOwnPlace(observation.node.span)) return undefined;
    const edit = insertBefore(file, observation.node.statement.start, `${model}.eval()`);
    return edit && { title: `Call ${model}.eval() before`, safe: false, edits: [edit] };
  },
});

/** The export of a graph in which a dropout was built with a rate that nobody feeds. */
function* graphExports(file: FileModel): Iterable<Found<Data>> {
  const isFixed = (one: Call): boolean =>
    one.fact.kind === 'dropout' &&
    one.fact.training?.untouched === 'on' &&
    placeOf(one, file) === 'graph';
  const dropout = file.calls.find((one) => isFixed(one) && isUngated(one, file));
  for (const call of file.calls) {
    if (call.fact.kind !== 'export' || !call.fact.static || !dropout) continue;
    const related = [{ span: dropout.span, message: 'The dropout.' }];
    yield { span: call.callee, data: { call, dropout }, related };
  }
}

function exported({ node, given }: Observation): string {
  if (!isOwnPlace(node.span)) return given ?? 'the model';
  const [first] = node.args;
  const text = first?.text ?? 'the model';
  return /^[\w.]+$/.test(text) ? text : 'the model';
}
