import type { ComponentChildren } from 'preact';

interface Inside {
  readonly children: ComponentChildren;
}

/** A formula on a line of its own. */
export function Formula({ label, children }: Inside & { readonly label: string }) {
  return (
    <math display="block" aria-label={label}>
      {children}
    </math>
  );
}

/** A symbol that a slider moves; choosing it goes to the slider. */
export function Moved({ symbol, children }: Inside & { readonly symbol: string }) {
  return (
    <mrow class={`moved moved-${symbol}`} onClick={() => focusSlider(symbol)}>
      {children}
    </mrow>
  );
}

/** One above the other. */
export function Over({
  top,
  bottom,
}: {
  readonly top: ComponentChildren;
  readonly bottom: ComponentChildren;
}) {
  return (
    <mfrac>
      <mrow>{top}</mrow>
      <mrow>{bottom}</mrow>
    </mfrac>
  );
}

/** A name with an index. */
export function Indexed({ name, index = 'i' }: { readonly name: string; readonly index?: string }) {
  return (
    <msub>
      <mi>{name}</mi>
      <mi>{index}</mi>
    </msub>
  );
}

/** Round brackets as text, which does not stretch: big ones look odd without a mathematics font. */
export function Brackets({ children }: Inside) {
  return (
    <mrow>
      <mtext>(</mtext>
      {children}
      <mtext>)</mtext>
    </mrow>
  );
}

/** 1 − p, the probability of keeping. */
export function Keep({ children = <mi>p</mi> }: Partial<Inside>) {
  return (
    <mrow>
      <mn>1</mn>
      <mo>−</mo>
      {children}
    </mrow>
  );
}

/** r ~ Bernoulli(…). */
export function Drawn({ name, children }: Inside & { readonly name: ComponentChildren }) {
  return (
    <mrow>
      {name}
      <mo>∼</mo>
      <mtext>Bernoulli</mtext>
      <Brackets>{children}</Brackets>
    </mrow>
  );
}

function focusSlider(symbol: string): void {
  document.querySelector<HTMLInputElement>(`[data-symbol="${symbol}"] input`)?.focus();
}
