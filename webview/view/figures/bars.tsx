import { scaleLinear } from 'd3-scale';
import { formatShare } from '../../format';
import type { BarsFigure } from '../../scenes/scene';
import { useWidth } from '../use-width';

const height = 190;
const base = height - 40;
const top = 24;

/** One bar for each class; the right class and the chosen one are named, dropped logits are crossed. */
export function Bars({ figure }: { readonly figure: BarsFigure }) {
  const [element, width] = useWidth<HTMLElement>();
  const step = width / figure.values.length;
  const y = scaleLinear([0, figure.ceiling], [base, top]);
  const right = figure.truth === figure.chosen;
  return (
    <figure class="figure" ref={element}>
      <svg width={width} height={height} role="img" aria-label={figure.summary}>
        <g class="axis">
          <path d={`M0 ${base + 0.5}H${width}`} />
          <text class="name" x={width / 2} y={height - 4}>
            {figure.axis}
          </text>
        </g>
        {figure.values.map((value, index) => {
          const x = index * step + step * 0.14;
          const wide = step * 0.72;
          const chosen = index === figure.chosen;
          return (
            <g key={index} class={chosen ? 'bar chosen' : 'bar'}>
              <rect x={x} y={y(value)} width={wide} height={Math.max(1, base - y(value))} rx={1.5} />
              {chosen && (
                <text x={Math.max(24, x + wide / 2)} y={y(value) - 6}>
                  {formatShare(value)}
                </text>
              )}
              {figure.dropped[index] && <Cross x={x + wide / 2} y={base + 10} />}
              {index === figure.truth && <Truth x={x + wide / 2} />}
            </g>
          );
        })}
      </svg>
      <figcaption class="legend">
        <span>
          <svg width="14" height="14" aria-hidden="true">
            <Truth x={7} y={7} />
          </svg>
          right class
        </span>
        {figure.dropped.some(Boolean) && (
          <span>
            <svg width="14" height="14" aria-hidden="true">
              <Cross x={7} y={7} />
            </svg>
            logit dropped
          </span>
        )}
        <span>{right ? 'predicted rightly' : 'another class is predicted'}</span>
      </figcaption>
    </figure>
  );
}

function Cross({ x, y }: { readonly x: number; readonly y: number }) {
  return <path class="dropped" d={`M${x - 3} ${y - 3}l6 6m0 -6l-6 6`} />;
}

function Truth({ x, y = base + 20 }: { readonly x: number; readonly y?: number }) {
  return <path class="truth" d={`M${x} ${y - 4}l4 8h-8z`} />;
}
