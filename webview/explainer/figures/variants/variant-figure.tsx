import type { ComponentChildren } from 'preact';
import type { Lens } from '../../lens';
import { RateSlider, SeedField } from '../../view/controls';
import { Live } from '../../view/live';
import { Playback } from '../../view/playback';

/** Passes through which the reader can step. */
export const variantPasses = 50;

/** The pass that all variants are looked at in. */
export function passOf(lens: Lens): number {
  return Math.round(lens.number('pass', 1, 1, variantPasses));
}

/** The frame of a variant's card: formula, rate, passes, pictures. */
export function VariantFigure({
  lens,
  title,
  point,
  formula,
  highest,
  controls,
  stepped = true,
  children,
}: VariantFigureProps) {
  return (
    <Live title={title} point={point}>
      <div class="formula">{formula}</div>
      <div class="row">
        <RateSlider lens={lens} highest={highest ?? 0.9} />
        {controls}
        <SeedField lens={lens} />
      </div>
      {stepped && (
        <Playback
          value={passOf(lens)}
          to={variantPasses}
          noun="pass"
          onValue={(pass) => lens.set({ pass })}
        />
      )}
      {children}
    </Live>
  );
}

interface VariantFigureProps {
  readonly lens: Lens;
  readonly title: string;
  readonly point: string;
  readonly formula: ComponentChildren;
  readonly highest?: number;
  readonly controls?: ComponentChildren;
  /** Whether it is looked at pass by pass. */
  readonly stepped?: boolean;
  readonly children: ComponentChildren;
}

/** One of two pictures that are compared. */
export function Half({ title, note, own = false, children }: HalfProps) {
  return (
    <article class={own ? 'half own' : 'half'}>
      <h3>{title}</h3>
      <p class="note">{note}</p>
      {children}
    </article>
  );
}

interface HalfProps {
  readonly title: string;
  readonly note: string;
  readonly own?: boolean;
  readonly children: ComponentChildren;
}
