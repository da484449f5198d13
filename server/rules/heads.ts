import type { FileModel, Model, Use } from '../model/model';
import type { Value } from '../model/value';
import { modelsOf } from '../model/walks/called-models';
import { speaksOfUncertainty, wordsOf } from '../model/walks/intent';
import { isReturned, placedSteps, type Placed } from '../model/walks/steps';

/** Whether a model may be one whose output is a prediction: no block of something larger, nothing of Monte-Carlo. */
export function mayEndInHead(model: Model, file: FileModel): boolean {
  if (model.form === 'sequential') {
    const isPart = model.class >= 0 && file.classes[model.class]?.isModule !== 'no';
    return !isPart && model.target !== undefined && !speaksOfUncertainty(model.target);
  }
  if (speaksOfUncertainty(model.name) || isBlock(model.name)) return false;
  return (
    isLastElsewhere(model.name, file) &&
    file.models.every((other) =>
      placedSteps(other).every(
        ({ layer, index }) => layer.class !== model.name || isReturned(other, index),
      ),
    )
  );
}

/** No module of another file uses the class anywhere but at its end. */
function isLastElsewhere(name: string, file: FileModel): boolean {
  const makers = file.relations?.makersOf(name) ?? [];
  return makers.every(
    ({ summary }) => summary.isModule === 'no' || summary.last?.class?.split('.').pop() === name,
  );
}

/** Whether the last layer with weights gives logits or a prediction, by the width it is made with or by what uses it. */
export function isHead(last: Placed, model: Model, file: FileModel): boolean {
  const { call } = last.layer;
  const width = call?.fact.outputWidth ? call.args[call.fact.outputWidth] : undefined;
  if (width && COUNTS_CLASSES.test(width.text)) return true;
  if (isSingleOutput(last) || isCompiled(model, file)) return true;
  if (model.form === 'sequential') return NAMES_HEAD.test(model.target ?? '');
  return entersLoss(model.name, file);
}

/** Whether a linear layer has one output only. */
export function isSingleOutput({ layer: { call } }: Placed): boolean {
  return call?.fact.kind === 'linear' && call.args[call.fact.outputWidth ?? '']?.constant === 1;
}

const COUNTS_CLASSES =
  /(^|[._])(n|num|nb|number_of)_?(class(es)?|labels?|outs?|outputs?|targets?|categories)$|(^|[._])(nclass(es)?|vocab_?size|n_?vocab|ntokens?|classes)$/i;

const NAMES_HEAD = /\.(classifier|head|fc|out|output|logits)$/;

const BLOCKS =
  /^(block|blocks|layer|layers|mlp|ffn?|feed|mixer|attention|attn|encoder|residual|res|embed|embedding|embeddings|backbone|feature|features|extractor|bottleneck|projection|projector|proj|neck|stem|unit|cell|conv|gate|gating|router|moe|expert|adapter|pooler|pooling|sublayer|submodule|dropout)$/;

function isBlock(name: string): boolean {
  return wordsOf(name.split('.').pop() ?? name).some((word) => BLOCKS.test(word));
}

/** Whether the file names the loss for the outputs of the model: `model.compile(loss=…)`. */
export function isCompiled(model: Model, file: FileModel): boolean {
  return file.uses.some((use) => {
    const namesLoss = use.args.some(
      ({ name, position, entries }) =>
        name === 'loss' || position === 1 || entries?.some((one) => one.name === 'loss'),
    );
    if (use.name !== 'compile' || !namesLoss) return false;
    return modelsOf(use.receiver ?? use.callee, use, file)?.includes(model) === true;
  });
}

/** Whether the file computes a loss of what an instance of the class returns. */
function entersLoss(name: string, file: FileModel): boolean {
  const calls = file.calls.filter(({ fact }) => fact.kind === 'loss' && fact.form === 'function');
  const uses = file.uses.filter(isLossLayer);
  return (
    calls.some((call) => call.args['input'] && isResultOf(call.args['input'].value, name)) ||
    uses.some((use) => use.args[0] !== undefined && isResultOf(use.args[0].value, name))
  );
}

function isLossLayer({ callee }: Use): boolean {
  return callee.kind === 'layer' && callee.call.fact.kind === 'loss';
}

function isResultOf(value: Value, name: string): boolean {
  return value.kind === 'call' && isInstanceOf(value.callee, name);
}

/** `Net()` and `Net().to(device)`. */
function isInstanceOf(value: Value, name: string): boolean {
  if (value.kind === 'instance') return value.class === name;
  const isMoved =
    value.kind === 'call' &&
    value.callee.kind === 'attribute' &&
    /^(to|cuda|cpu|double|float|half)$/.test(value.callee.name);
  return isMoved && value.callee.kind === 'attribute' && isInstanceOf(value.callee.object, name);
}
