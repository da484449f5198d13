import type { FormulaName } from '../scenes/scene';

/** The formulas of a scene in MathML, which needs no font and no script and can be read aloud. */
export function Formula({ name }: { readonly name: FormulaName }) {
  return (
    <div class="formula">
      {formulas[name].map((markup) => (
        <math key={markup} display="block" dangerouslySetInnerHTML={{ __html: markup }} />
      ))}
    </div>
  );
}

// Everything below is written here and nowhere else; no text of the reader's code reaches it.
const p = '<mi>p</mi>';
const m = '<mi>m</mi>';
const x = '<mi>x</mi>';
const y = '<mi>y</mi>';
const equals = '<mo>=</mo>';
const plus = '<mo>+</mo>';
const minus = '<mo>−</mo>';
const variance = square('<mi>σ</mi>');
const meanSquare = square('<mi>μ</mi>');
const keep = `<mrow><mn>1</mn>${minus}${p}</mrow>`;
const noise = fraction(p, keep);
const scaled = fraction(m, keep);
const training = `${fraction(`${meanSquare}${plus}${variance}`, keep)}${minus}${meanSquare}`;
const alpha = '<mi>α′</mi>';

const formulas: Readonly<Record<FormulaName, readonly string[]>> = {
  inverted: [`${y}${equals}${scaled}${x}`, `${m}<mo>∼</mo>${word('Bernoulli')}${brackets(keep)}`],
  shift: [
    `${fraction(word('Var (evaluation)'), word('Var (training)'))}${equals}${fraction(variance, training)}`,
  ],
  'linear shift': [
    `${word('ratio')}${equals}${fraction(`${variance}${plus}<mi>s</mi>`, `${training}${plus}<mi>s</mi>`)}`,
    `<mi>s</mi>${equals}${variance}<mi>ρ</mi>${brackets(`<mi>d</mi>${square('<mi>cos</mi>')}<mi>θ</mi>${minus}<mn>1</mn>`)}`,
  ],
  logits: [
    `${word('answer')}${equals}${word('arg max')}${brackets(`${scaled}<mo>⊙</mo><mi>z</mi>`)}`,
  ],
  regression: [
    `${word('E')}${square(brackets(`<mover>${y}<mo>~</mo></mover>${minus}${y}`))}${equals}${noise}${word('E')}${brackets(square(y))}`,
  ],
  'missing eval': [
    `<mi>σ</mi>${equals}<msqrt>${noise}<munder><mo>∑</mo><mi>i</mi></munder>${square(brackets(indexed('w') + indexed('h')))}</msqrt>`,
  ],
  stacked: [
    `${p}${equals}<mn>1</mn>${minus}${brackets(`<mn>1</mn>${minus}${indexed('p', '1')}`)}${brackets(`<mn>1</mn>${minus}${indexed('p', '2')}`)}`,
  ],
  alpha: [
    `${y}${equals}<mi>a</mi>${brackets(`${m}${x}${plus}${brackets(`<mn>1</mn>${minus}${m}`)}${alpha}`)}${plus}<mi>b</mi>`,
    `${alpha}${equals}<mn>−1.758</mn>`,
  ],
  spatial: [
    `${indexed('y', 'cij')}${equals}${fraction(indexed('m', 'c'), keep)}${indexed('x', 'cij')}`,
  ],
  'max pool': [
    `${word('E max')}${brackets(fraction(indexed('m'), keep) + indexed('x'))}<mo>&gt;</mo>${word('E max')}${brackets(indexed('x'))}`,
  ],
  saturating: [
    `${word('sigmoid')}${brackets('<mn>0</mn>')}${equals}<mn>0.5</mn>`,
    `${word('softplus')}${brackets('<mn>0</mn>')}${equals}${word('ln')}<mn>2</mn>`,
  ],
  unscaled: [`${word('E')}${brackets(m + x)}${equals}${brackets(keep)}${x}<mo>≠</mo>${x}`],
  recomputed: [
    `${word('P')}${brackets(`${m}${equals}<mn>0</mn><mo>,</mo><mi>m′</mi>${equals}<mn>1</mn>`)}${equals}${p}${brackets(keep)}`,
  ],
  recurrent: [
    `${word('P')}${brackets(word('heard in') + '<mi>T</mi>' + word('steps'))}${equals}<msup>${brackets(keep)}<mi>T</mi></msup>`,
  ],
  attention: [
    `${y}${equals}${brackets(`${scaled}<mo>⊙</mo>${word('softmax')}${brackets('<mi>s</mi>')}`)}<mi>V</mi>`,
  ],
  gaussian: [
    `${y}${equals}${x}<mi>ε</mi><mo>,</mo><mi>ε</mi><mo>∼</mo><mi>N</mi>${brackets(`<mn>1</mn><mo>,</mo>${noise}`)}`,
  ],
  commuting: [
    `${word('ReLU')}${brackets(scaled + x)}${equals}${scaled}${word('ReLU')}${brackets(x)}`,
  ],
  repeated: [
    `${indexed('m', '1')}${equals}${indexed('m', '2')}${equals}${indexed('m', '3')}${equals}<mo>…</mo>`,
  ],
};

function fraction(above: string, below: string): string {
  return `<mfrac><mrow>${above}</mrow><mrow>${below}</mrow></mfrac>`;
}

function square(base: string): string {
  return `<msup>${base}<mn>2</mn></msup>`;
}

// Big brackets look odd without a mathematics font, so they do not stretch.
function brackets(inside: string): string {
  return `<mrow><mo stretchy="false">(</mo>${inside}<mo stretchy="false">)</mo></mrow>`;
}

function indexed(name: string, index = 'i'): string {
  return `<msub><mi>${name}</mi><mi>${index}</mi></msub>`;
}

function word(text: string): string {
  return `<mtext>${text}</mtext>`;
}
