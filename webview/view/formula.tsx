import type { ComponentChildren } from 'preact';
import type { FormulaName } from '../scenes/scene';

/** The formulas of a scene in MathML, which needs no font and no script and can be read aloud. */
export function Formula({ name }: { readonly name: FormulaName }) {
  return (
    <div class="formula">
      {split(formulas[name]()).map((parts, index) => (
        <math key={`${name} ${index}`} display="block">
          <mrow>{parts}</mrow>
        </math>
      ))}
    </div>
  );
}

/** Between two formulas that may stand on one line. */
const next = 'next formula';

const mean = <mi>μ</mi>;
const variance = (
  <msup>
    <mi>σ</mi>
    <mn>2</mn>
  </msup>
);
const meanSquare = (
  <msup>
    {mean}
    <mn>2</mn>
  </msup>
);
const keep = (
  <mrow>
    <mn>1</mn>
    <mo>−</mo>
    <mi>p</mi>
  </mrow>
);

const noise = (
  <mfrac>
    <mi>p</mi>
    {keep}
  </mfrac>
);

const formulas: Readonly<Record<FormulaName, () => readonly ComponentChildren[]>> = {
  inverted: () => [
    <mi>y</mi>,
    <mo>=</mo>,
    <mfrac>
      <mi>m</mi>
      {keep}
    </mfrac>,
    <mi>x</mi>,
    next,
    <mi>m</mi>,
    <mo>∼</mo>,
    <mtext>Bernoulli</mtext>,
    <Brackets>{keep}</Brackets>,
  ],
  shift: () => [
    <mfrac>
      <mrow>
        <mtext>Var</mtext>
        <Text>evaluation</Text>
      </mrow>
      <mrow>
        <mtext>Var</mtext>
        <Text>training</Text>
      </mrow>
    </mfrac>,
    <mo>=</mo>,
    <mfrac>
      {variance}
      <mrow>
        <mfrac>
          <mrow>
            {meanSquare}
            <mo>+</mo>
            {variance}
          </mrow>
          {keep}
        </mfrac>
        <mo>−</mo>
        {meanSquare}
      </mrow>
    </mfrac>,
  ],
  'linear shift': () => [
    <mtext>ratio</mtext>,
    <mo>=</mo>,
    <mfrac>
      <mrow>
        {variance}
        <mo>+</mo>
        <mi>s</mi>
      </mrow>
      <mrow>
        <mfrac>
          <mrow>
            {meanSquare}
            <mo>+</mo>
            {variance}
          </mrow>
          {keep}
        </mfrac>
        <mo>−</mo>
        {meanSquare}
        <mo>+</mo>
        <mi>s</mi>
      </mrow>
    </mfrac>,
    next,
    <mi>s</mi>,
    <mo>=</mo>,
    variance,
    <mi>ρ</mi>,
    <Brackets>
      <mi>d</mi>
      <msup>
        <mi>cos</mi>
        <mn>2</mn>
      </msup>
      <mi>θ</mi>
      <mo>−</mo>
      <mn>1</mn>
    </Brackets>,
  ],
  logits: () => [
    <mtext>answer</mtext>,
    <mo>=</mo>,
    <mtext>arg max</mtext>,
    <Brackets>
      <mfrac>
        <mi>m</mi>
        {keep}
      </mfrac>
      <mo>⊙</mo>
      <mi>z</mi>
    </Brackets>,
  ],
  regression: () => [
    <mtext>E</mtext>,
    <msup>
      <Brackets>
        <mover>
          <mi>y</mi>
          <mo>~</mo>
        </mover>
        <mo>−</mo>
        <mi>y</mi>
      </Brackets>
      <mn>2</mn>
    </msup>,
    <mo>=</mo>,
    noise,
    <mtext>E</mtext>,
    <Brackets>
      <msup>
        <mi>y</mi>
        <mn>2</mn>
      </msup>
    </Brackets>,
  ],
  'missing eval': () => [
    <mi>σ</mi>,
    <mo>=</mo>,
    <msqrt>
      {noise}
      <munder>
        <mo>∑</mo>
        <mi>i</mi>
      </munder>
      <msup>
        <Brackets>
          <Indexed name="w" />
          <Indexed name="h" />
        </Brackets>
        <mn>2</mn>
      </msup>
    </msqrt>,
  ],
  stacked: () => [
    <mi>p</mi>,
    <mo>=</mo>,
    <mn>1</mn>,
    <mo>−</mo>,
    <Brackets>
      <mn>1</mn>
      <mo>−</mo>
      <Indexed name="p" index="1" />
    </Brackets>,
    <Brackets>
      <mn>1</mn>
      <mo>−</mo>
      <Indexed name="p" index="2" />
    </Brackets>,
  ],
  alpha: () => [
    <mi>y</mi>,
    <mo>=</mo>,
    <mi>a</mi>,
    <Brackets>
      <mi>m</mi>
      <mi>x</mi>
      <mo>+</mo>
      <Brackets>
        <mn>1</mn>
        <mo>−</mo>
        <mi>m</mi>
      </Brackets>
      <mi>α′</mi>
    </Brackets>,
    <mo>+</mo>,
    <mi>b</mi>,
    next,
    <mi>α′</mi>,
    <mo>=</mo>,
    <mn>−1.758</mn>,
  ],
  spatial: () => [
    <msub>
      <mi>y</mi>
      <mrow>
        <mi>c</mi>
        <mi>i</mi>
        <mi>j</mi>
      </mrow>
    </msub>,
    <mo>=</mo>,
    <mfrac>
      <Indexed name="m" index="c" />
      {keep}
    </mfrac>,
    <msub>
      <mi>x</mi>
      <mrow>
        <mi>c</mi>
        <mi>i</mi>
        <mi>j</mi>
      </mrow>
    </msub>,
  ],
  'max pool': () => [
    <mtext>E</mtext>,
    <mo>⁡</mo>,
    <mtext>max</mtext>,
    <Brackets>
      <mfrac>
        <Indexed name="m" />
        {keep}
      </mfrac>
      <Indexed name="x" />
    </Brackets>,
    <mo>&gt;</mo>,
    <mtext>E</mtext>,
    <mo>⁡</mo>,
    <mtext>max</mtext>,
    <Brackets>
      <Indexed name="x" />
    </Brackets>,
  ],
  saturating: () => [
    <mtext>sigmoid</mtext>,
    <Brackets>
      <mn>0</mn>
    </Brackets>,
    <mo>=</mo>,
    <mn>0.5</mn>,
    next,
    <mtext>softplus</mtext>,
    <Brackets>
      <mn>0</mn>
    </Brackets>,
    <mo>=</mo>,
    <mtext>ln</mtext>,
    <mn>2</mn>,
  ],
  unscaled: () => [
    <mtext>E</mtext>,
    <Brackets>
      <mi>m</mi>
      <mi>x</mi>
    </Brackets>,
    <mo>=</mo>,
    <Brackets>{keep}</Brackets>,
    <mi>x</mi>,
    <mo>≠</mo>,
    <mi>x</mi>,
  ],
  recomputed: () => [
    <mtext>P</mtext>,
    <Brackets>
      <mi>m</mi>
      <mo>=</mo>
      <mn>0</mn>
      <mo>,</mo>
      <mi>m′</mi>
      <mo>=</mo>
      <mn>1</mn>
    </Brackets>,
    <mo>=</mo>,
    <mi>p</mi>,
    <Brackets>{keep}</Brackets>,
  ],
  repeated: () => [
    <Indexed name="m" index="1" />,
    <mo>=</mo>,
    <Indexed name="m" index="2" />,
    <mo>=</mo>,
    <Indexed name="m" index="3" />,
    <mo>=</mo>,
    <mo>…</mo>,
  ],
};

// Big brackets look odd without a mathematics font. The word must reach the page: a false value would be left out.
const unstretched = { stretchy: 'false' } as object;

function Brackets({ children }: { readonly children: ComponentChildren }) {
  return (
    <mrow>
      <mo {...unstretched}>(</mo>
      {children}
      <mo {...unstretched}>)</mo>
    </mrow>
  );
}

function Indexed({ name, index = 'i' }: { readonly name: string; readonly index?: string }) {
  return (
    <msub>
      <mi>{name}</mi>
      {/\d/.test(index) ? <mn>{index}</mn> : <mi>{index}</mi>}
    </msub>
  );
}

function Text({ children }: { readonly children: string }) {
  return <mtext>{`\u00a0(${children})`}</mtext>;
}

function split(parts: readonly ComponentChildren[]): ComponentChildren[][] {
  const formulasOfScene: ComponentChildren[][] = [[]];
  for (const part of parts) {
    if (part === next) formulasOfScene.push([]);
    else formulasOfScene.at(-1)?.push(part);
  }
  return formulasOfScene;
}
