import { tenClasses, type RandomLogits } from '../closed-forms';
import { normal, ownStream } from '../bits';
import { softmax } from './activations';
import { applyLayer, masksOfPasses, type LayerUnderTest } from './forward-passes';
import { indexOfLargest } from './statistics';

/** Dropout behind the logits of a classifier: what becomes of its answers. */
export interface OutputDropout {
  /** One input's logits, the true class first and `margin` above the others on average. */
  readonly logits: Float32Array;
  /** Its probabilities without dropout. */
  readonly probabilities: Float32Array;
  /** Its probabilities in each pass. */
  readonly passes: readonly Float32Array[];
  /** Passes in which another class wins than without dropout. */
  readonly flips: number;
}

/** Sends one input's logits through `passes` passes of dropout. */
export function outputDropout(
  layer: LayerUnderTest,
  passes: number,
  margin = tenClasses.margin,
): OutputDropout {
  const logits = drawLogits({ classes: layer.units, margin }, layer.seed);
  const probabilities = softmax(logits);
  const winner = indexOfLargest(logits);
  const masks = masksOfPasses(layer, passes);
  const outputs = masks.map((mask) => softmax(applyLayer(layer, logits, mask)));
  const flips = outputs.filter((output) => indexOfLargest(output) !== winner).length;
  return { logits, probabilities, passes: outputs, flips };
}

/** Logits of one input: independent N(0,1), the first shifted by the margin; the true class is made to win. */
export function drawLogits({ classes, margin }: RandomLogits, seed: number): Float32Array {
  const source = ownStream(seed, 'logits');
  const logits = Float32Array.from({ length: classes }, () => normal(source));
  const winner = indexOfLargest(
    logits.map((logit, index) => (index === 0 ? logit + margin : logit)),
  );
  logits[0] = (logits[0] as number) + margin;
  if (winner !== 0) [logits[0], logits[winner]] = [logits[winner] as number, logits[0] as number];
  return logits;
}
