import { formatNumber } from '../format';
import { useWidth } from '../view/use-width';
import { linearScale, ticks, type Scale } from '../view/figures/scale';

const height = 220;
const margin = { top: 12, right: 12, bottom: 38, left: 40 };

/** A line, or points with their uncertainty. */
export interface Series {
  readonly name: string;
  /** `own` is drawn in the accent, `other` in the text colour; `faint` ones are thin. */
  readonly look: 'own' | 'other' | 'own faint' | 'other faint';
  readonly points: readonly { readonly x: number; readonly y: number; readonly margin?: number }[];
}

/** Lines over a common axis, told apart by dashes as well as by colour. */
export function Curves({ series, domain, ceiling, xName, yName, summary }: CurvesProps) {
  const [element, width] = useWidth<HTMLElement>();
  const x = linearScale(domain, [margin.left, width - margin.right]);
  const y = linearScale([0, ceiling], [height - margin.bottom, margin.top]);
  return (
    <figure class="figure curves" ref={element}>
      <svg width={width} height={height} role="img" aria-label={summary}>
        <Axes {...{ domain, ceiling, xName, x, y, width }} />
        {series.map(({ name, look, points }) => (
          <g key={name} class={`line ${look}`}>
            {points.some(({ margin }) => margin) && (
              <path class="band" d={bandPath(points, x, y, ceiling)} />
            )}
            <path d={linePath(points, x, y, ceiling)} />
            {points.map(
              (point) =>
                point.margin !== undefined && (
                  <circle key={point.x} cx={x(point.x)} cy={y(Math.min(ceiling, point.y))} r={4} />
                ),
            )}
          </g>
        ))}
      </svg>
      <figcaption class="legend">
        {series.map(({ name, look }) => (
          <span key={name}>
            <svg class={`line ${look}`} width="22" height="14" aria-hidden="true">
              <path d="M1 7h20" />
            </svg>
            {name}
          </span>
        ))}
        <span>{yName}</span>
      </figcaption>
    </figure>
  );
}

interface CurvesProps {
  readonly series: readonly Series[];
  readonly domain: readonly [number, number];
  readonly ceiling: number;
  readonly xName: string;
  readonly yName: string;
  readonly summary: string;
}

function Axes({ domain, ceiling, xName, x, y, width }: AxesProps) {
  const base = height - margin.bottom;
  return (
    <g class="axis">
      <path d={`M${margin.left} ${margin.top}V${base + 0.5}H${width - margin.right}`} />
      {ticks(domain[0], domain[1], width < 300 ? 4 : 8).map((tick) => (
        <text key={tick} x={x(tick)} y={base + 16}>
          {formatNumber(tick)}
        </text>
      ))}
      {ticks(0, ceiling, 4).map((tick) => (
        <text key={tick} class="before" x={margin.left - 6} y={y(tick) + 4}>
          {formatNumber(tick)}
        </text>
      ))}
      <text class="name" x={width / 2} y={height - 4}>
        {xName}
      </text>
    </g>
  );
}

interface AxesProps {
  readonly domain: readonly [number, number];
  readonly ceiling: number;
  readonly xName: string;
  readonly x: Scale;
  readonly y: Scale;
  readonly width: number;
}

function bandPath(points: Series['points'], x: Scale, y: Scale, ceiling: number): string {
  const edge = (sign: number) =>
    points.map(({ x: at, y: middle, margin = 0 }) => ({
      x: at,
      y: Math.max(0, middle + sign * margin),
    }));
  const [top, bottom] = [edge(1), edge(-1).reverse()];
  return `${linePath(top, x, y, ceiling)}${linePath(bottom, x, y, ceiling).replace('M', 'L')}z`;
}

function linePath(points: Series['points'], x: Scale, y: Scale, ceiling: number): string {
  return points
    .map((point, index) => {
      const place = `${x(point.x).toFixed(1)} ${y(Math.min(ceiling, point.y)).toFixed(1)}`;
      return `${index === 0 ? 'M' : 'L'}${place}`;
    })
    .join('');
}
