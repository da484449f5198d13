import type { Call, FileModel, Model } from '../model/model';
import { INPUT } from '../model/value';
import { rateOf } from '../model/walks/dropout';
import { isMeantAtInference, wordsOf } from '../model/walks/intent';
import { placedSteps } from '../model/walks/steps';
import { dropsSomethingElse, isAboutGraphs } from './rates';
import { takesRawInput } from './raw-input';
import { defineRule } from './rule';
import { percent } from './wording';

const options = {
  threshold: { type: 'number', default: 0.2, description: 'Report rates above this one.' },
} as const;

export default defineRule<{ readonly call: Call; readonly rate: number }, typeof options>({
  id: 'high-rate-on-input',
  summary: 'A rate above 0.2 on the raw input of a model',
  group: 'rate',
  severity: 'information',
  fixClass: '-',
  skipTests: true,
  options,
  *check(file, { threshold }) {
    if (isAboutGraphs(file) || file.calls.some(({ fact }) => fact.kind === 'pretrained')) return;
    for (const model of file.models) {
      const call = dropoutOnInput(model);
      const rate = call && rateOf(call);
      if (!call || rate?.certain === undefined || rate.certain <= threshold || rate.certain >= 1)
        continue;
      if (!takesRawInput(model, file) || isIntended(model, call, file)) continue;
      yield { span: rate.arg?.span ?? call.span, data: { call, rate: rate.certain } };
    }
  },
  message: ({ data: { rate } }) =>
    `This drops ${percent(rate)} of the raw input, and no later layer can recover it; ` +
    `${percent(0.2)} is the usual limit for inputs.`,
});

/** The element-wise dropout that the argument of the forward pass goes into first, and nowhere else. */
function dropoutOnInput(model: Model): Call | undefined {
  const steps = placedSteps(model);
  const inputs = new Set([
    INPUT,
    ...steps.filter(({ layer }) => layer.kind === 'input').map(({ index }) => index),
  ]);
  const readers = steps.filter(
    ({ step, layer }) =>
      layer.kind !== 'input' && step.inputs.some((flow) => flow.some((one) => inputs.has(one))),
  );
  const [first] = readers;
  const isAlone =
    readers.length === 1 && first?.step.inputs.length === 1 && first.step.inputs[0]?.length === 1;
  const learnable = steps.filter(({ layer }) => layer.call?.fact.learnable).length;
  const { kind, call } = first?.layer ?? {};
  const isElement = call?.fact.variant === 'element' || call?.fact.variant === 'alpha';
  return isAlone && kind === 'dropout' && isElement && learnable >= 2 ? call : undefined;
}

function isIntended(model: Model, call: Call, file: FileModel): boolean {
  const forward = file.functions.find((one) => one.name === `${model.name}.forward`);
  const parameters = forward?.parameters.map(({ name }) => name).join(' ') ?? '';
  const words = [...wordsOf(model.name), ...wordsOf(file.uri.split('/').pop() ?? '')];
  const isOther = words.some((word) =>
    /^(auto|autoencoder|ae|dae|vae|denois\w*|encoder|decoder|head|classifier|projector|rec|recommend\w*|recsys|rating\w*|cdae|gcn|gat|gnn|graph)$/.test(
      word,
    ),
  );
  return (
    isOther ||
    /feat|embed|hidden|latent|token|encod|adj|graph|\bz\b|\bh\b/i.test(parameters) ||
    dropsSomethingElse(`${call.context.target ?? ''} ${call.written}`) ||
    isMeantAtInference(file, call.context)
  );
}
