import type { FileModel } from '../model';
import type { Span } from '../span';
import { isAccepted, isAcknowledged, speaksOfUncertainty, wordsOf } from './intent';
import { relatives } from './mode-dependence';
import type { Observation } from './modes-observations';
import { ownPlaceOf } from './modes-places';
import type { Program } from './program';
import { isOwnPlace } from './program';

/** How sure it is that a forward pass evaluates: 'free' means only that no gradient is kept. */
export type Evaluation = 'yes' | 'free' | 'no';

/** Whether a forward pass evaluates or predicts, by the words around it and by what keeps gradients. */
export function evaluationAt(file: FileModel, one: Observation): Evaluation {
  if (one.trained !== 'never' || one.kind !== 'forward') return 'no';
  const name = functionNameOf(file, one.function);
  if (
    trainsBeside(file, one) ||
    ownLoops(file, one).some((loop) => has(TRAINING, loop.over) || has(COMPUTING, loop.over))
  )
    return 'no';
  const evaluates = has(EVALUATION, name);
  const computes = has(COMPUTING, name) && !(evaluates && one.withoutGradient);
  const trains = computes || has(TRAINING, name);
  const spoken =
    (evaluates && !trains) ||
    one.loops.some((loop) => has(HELD_OUT, loop.over)) ||
    (isHeldOut(one.node.argumentText) && (one.withoutGradient || hasLearnt(file, one)));
  if (spoken) return 'yes';
  return one.withoutGradient && !trains ? 'free' : 'no';
}

/** Something was learnt before: a pass of a new model over `test_x` only looks at the shape of what comes out. */
function hasLearnt(file: FileModel, one: Observation): boolean {
  const { observations, facts } = file.modeRuns;
  return (
    one.things.some((thing) => facts.get(thing)?.loaded || facts.get(thing)?.optimized) ||
    one.modes.some((held) => held.mode !== 'train' || held.cause?.kind === 'written') ||
    observations.some(
      (other) =>
        other.trained !== 'never' && other.things.some((thing) => one.things.includes(thing)),
    )
  );
}

/** The loops around a pass that stand in the same function. */
function ownLoops(file: FileModel, one: Observation): Observation['loops'] {
  const span = file.modeRuns.program.functionAt(one.function)?.span;
  if (!span) return one.via.length === 0 ? one.loops : [];
  return one.loops.filter((loop) => span.start <= loop.span.start && loop.span.end <= span.end);
}

/** Whether names or comments say that the mode is meant, or that the model is one whose mode is nobody's concern. */
export function isModeMeant(file: FileModel, one: Observation): boolean {
  const { program } = file.modeRuns;
  const owner = program.functionAt(one.function);
  const around = [
    owner?.name,
    owner?.class,
    ...(owner?.parameters.map((parameter) => parameter.name) ?? []),
    program.uriAt(one.function).split('/').pop(),
    program.uriAt(one.routine).split('/').pop(),
    program.functionAt(one.routine)?.name,
    one.node.target,
  ];
  const words = [program.wordsAt(one.function), program.wordsAt(one.routine)];
  return (
    (isAccepted(file, 'monteCarlo') &&
      (words.some((each) => each.enablesDropout) ||
        around.some((name) => name !== undefined && speaksOfUncertainty(name)))) ||
    (isAccepted(file, 'sideModels') && has(SIDE_MODEL, one.node.written)) ||
    (isAccepted(file, 'preparation') && has(PREPARATION, functionNameOf(file, one.function))) ||
    has(NO_MODEL, one.node.written) ||
    has(NO_DATA, one.node.argumentText) ||
    isKnownToAuthor(file, ownPlaceOf(one)) ||
    isKnownToAuthor(file, one.node.span) ||
    isManaged(file, one) ||
    words.some((each) => each.runByOthers)
  );
}

/** The bare name of a function, by its index. */
export function functionNameOf(file: FileModel, index: number): string {
  return file.modeRuns.program.functionAt(index)?.name.split('.').pop() ?? '';
}

/** Whether an identifier or expression holds one of the words. */
export function has(words: RegExp, text: string): boolean {
  return wordsOf(text).some((word) => words.test(word));
}

const EVALUATION =
  /^(eval|evaluate|evaluation|evaluating|valid|validate|validation|val|test|testing|predict|prediction|predictions|infer|inference|accuracy)$/;

const TRAINING =
  /^(train|training|trn|fit|learn|update|optimize|pretrain|finetune|backward|closure|adapt|attack|adversarial)$/;

/** Words of training that stand in the names of evaluations too, such as `validation_loss` and `test_step`. */
const COMPUTING = /^(step|loss)$/;

const HELD_OUT = /^(val|valid|validation|test|testing|eval|evaluation|dev|heldout|holdout)$/;

/** Models beside the one that is trained: their mode is chosen on purpose. */
const SIDE_MODEL =
  /^(teacher|ema|target|tgt|momentum|old|ref|reference|frozen|generator|gen|netg|g|sampler|disc|discriminator|netd|d|mpd|msd|mrd|vgg|lpips|perceptual|critic|actor|policy|agent|reward|prior|diffusion|vae|gan)$/;

/** What is called like a model and is none. */
const NO_MODEL =
  /^(criterion|metric|loss|transforms?|preprocess|augmentations?|tokenizer|optimizer|scheduler|env)$/;

const NO_DATA = /^(dummy|zeros|ones|rand|randn|randint|noise|empty|z|latent|latents|fake)$/;

const PREPARATION =
  /^(bn|batchnorm|norm|recalibrate|calibrate|calibration|warmup|profile|benchmark|flops|init|sanity|shape|shapes|summary|visualize|export|trace|attack|ema|hook|sample|reset|initialize|setup|target|targets|collect|rollout|act)$/;

function isHeldOut(text: string): boolean {
  return /\b(x|X|inputs?|data|features?|images?|seq)_?(test|val|valid|dev)\b|\b(test|val|valid|dev)_?(x|X|inputs?|data|features?|images?|set|tensor\w*|batch)\b/.test(
    text,
  );
}

/** Whether something is trained in the same round of the same loop. */
function trainsBeside(file: FileModel, one: Observation): boolean {
  const innermost = one.loops.at(-1);
  return file.modeRuns.observations.some(
    (other) =>
      other.trained !== 'never' &&
      other.function === one.function &&
      other.loops.at(-1) === innermost &&
      innermost !== undefined,
  );
}

/** Lightning and its kind set the modes around their hooks. */
function isManaged(file: FileModel, one: Observation): boolean {
  const { program } = file.modeRuns;
  const owner = program.functionAt(one.function);
  return (
    isManagedClass(program, owner?.class) ||
    /^(validation|test|predict|training)_(step|epoch_end)$|^on_\w+$|^forward$/.test(
      functionNameOf(file, one.function),
    )
  );
}

/** Whether a class or a base of it is one whose framework runs the loop. */
export function isManagedClass(program: Program, name: string | undefined): boolean {
  return name !== undefined && relatives(program, name).some((one) => one.managed);
}

/** Whether a comment beside a place, in whatever file, says that the author knows. */
export function isKnownToAuthor(file: FileModel, span: Span): boolean {
  return isOwnPlace(span) ? isAcknowledged(file, span) : file.modeRuns.program.isAcknowledged(span);
}
