import type { FileModel, RandomProduct } from '../model/model';
import type { Value } from '../model/value';
import { isAcknowledged } from '../model/walks/intent';
import { functionAt, classAt } from '../model/walks/places';
import { isDrawnMask, keptShare } from '../model/walks/random';
import { dropsSomethingElse } from './rates';
import { defineRule } from './rule';
import { percent } from './wording';

interface Data {
  readonly keep: number | undefined;
}

export default defineRule<Data, Record<string, never>>({
  id: 'manual-mask-without-scale',
  summary: 'A hand-written dropout mask without the rescaling by 1 / (1 - p)',
  group: 'placement',
  severity: 'warning',
  fixClass: '-',
  skipTests: true,
  *check(file) {
    for (const product of file.randomProducts) {
      const mask = maskOf(product);
      if (!mask || !isDropout(product, file) || isAcknowledged(file, product.span)) continue;
      yield { span: product.span, data: { keep: keptShare(mask) } };
    }
  },
  message: ({ data: { keep } }) => {
    const share = keep === undefined ? 'the keep probability times' : `${percent(keep)} of`;
    return `This dropout mask is not rescaled: in training the mean is ${share} the one in evaluation. Divide by 1 - p.`;
  },
});

/** The mask of a product of a tensor and one drawn mask over all of it. */
function maskOf({ value }: RandomProduct): Value | undefined {
  if (value.operator !== '*' || value.operands.length !== 2) return undefined;
  const masks = value.operands.filter(isDrawnMask);
  const [mask] = masks;
  return masks.length === 1 && mask && !isScaled(mask) && coversAll(mask) ? mask : undefined;
}

function isScaled(mask: Value): boolean {
  if (mask.kind === 'operation') return /^[*/]$/.test(mask.operator);
  return mask.kind === 'call' && mask.callee.kind === 'attribute' && isScaled(mask.callee.object);
}

/** Drawn in the shape of a tensor, not one number for each example. */
function coversAll(value: Value): boolean {
  switch (value.kind) {
    case 'call':
      return (
        value.fact?.names.some((name) => /_like$/.test(name)) === true ||
        value.args.some((one) => isShape(one) || coversAll(one)) ||
        (value.callee.kind === 'attribute' && coversAll(value.callee.object)) ||
        (value.callee.kind === 'global' && /_like$|\.shape$/.test(value.callee.name))
      );
    case 'operation':
      return value.operands.some(coversAll);
    default:
      return false;
  }
}

/** `x.shape`, `x.size()`. */
function isShape(value: Value): boolean {
  const attribute = value.kind === 'call' ? value.callee : value;
  return (
    attribute.kind === 'attribute' &&
    /^(shape|size)$/.test(attribute.name) &&
    !(value.kind === 'call' && value.args.length > 0)
  );
}

/** Whether names say that it is dropout of activations, and nothing in the function scales or is another method. */
function isDropout(product: RandomProduct, file: FileModel): boolean {
  const around = functionAt(file, product.context);
  const owner = classAt(file, product.context);
  if (!around) return false;
  const names = `${around.name} ${owner?.name ?? ''}`;
  const body = file.text.slice(around.span.start, around.span.end).replace(/#.*/g, '');
  const speaks = /drop_?out|drop_?(prob|rate|p)\b/i.test(
    `${names} ${file.text.slice(product.span.start, product.span.end)} ${body}`,
  );
  return (
    speaks &&
    !OTHER_METHOD.test(names) &&
    !dropsSomethingElse(`${names} ${product.target ?? ''}`) &&
    !SCALES.test(body)
  );
}

const OTHER_METHOD =
  /connect|zone|block|path|depth|weight|noise|sampl|quanti|mask(ed)?_?(lm|token|input)|augment|perturb|corrupt/i;

/** A division, or a product with `1 - p` or with the scale: in this branch or the other, before or after. */
const SCALES =
  /[^/]\/[^/]|\bdiv_?\(|\bscale|\*=?\s*\(?\s*\(?1(\.0?)?\s*-|\)\s*\*|keep\w*\s*\*|\*\s*\(?(self\.)?\w*(keep|scale|factor)/i;
