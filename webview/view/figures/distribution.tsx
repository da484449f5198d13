import { formatNumber, formatShare } from '../../format';
import type { DistributionFigure } from '../../scenes/scene';
import { useWidth } from '../use-width';
import { linearScale, stepPath, ticks, type Scale } from './scale';

const height = 190;
const margin = { top: 26, right: 10, bottom: 38, left: 10 };

/** A histogram with its axis, the outline of what it should be, a marker, and a value that many share. */
export function Distribution({ figure }: { readonly figure: DistributionFigure }) {
  const [element, width] = useWidth<HTMLElement>();
  const x = linearScale(figure.domain, [margin.left, width - margin.right]);
  const y = linearScale([0, figure.ceiling * 1.05], [height - margin.bottom, margin.top]);
  return (
    <figure class="figure" ref={element}>
      <svg width={width} height={height} role="img" aria-label={figure.summary}>
        <Axis x={x} width={width} figure={figure} />
        <path class="area" d={stepPath(figure.bins, x, y)} />
        {figure.outline && <path class="outline" d={stepPath(figure.outline.bins, x, y)} />}
        {figure.marker && figure.spike?.share !== 1 && (
          <Marker marker={figure.marker} x={x} width={width} />
        )}
        {figure.spike && (
          <Spike spike={figure.spike} x={x} width={width} beside={figure.marker?.at} />
        )}
      </svg>
      {figure.outline && (
        <figcaption class="legend">
          <span>
            <svg width="22" height="14" aria-hidden="true">
              <path class="outline" d="M1 7h20" />
            </svg>
            {figure.outline.label}
          </span>
        </figcaption>
      )}
    </figure>
  );
}

function Axis({ x, width, figure: { domain, axis } }: AxisProps) {
  const base = height - margin.bottom;
  return (
    <g class="axis">
      <path d={`M${margin.left} ${base + 0.5}H${width - margin.right}`} />
      {ticks(domain[0], domain[1], width < 300 ? 4 : 6).map((tick) => (
        <g key={tick} transform={`translate(${x(tick)},${base})`}>
          <path d="M0 0v4" />
          <text y={16}>{formatNumber(tick)}</text>
        </g>
      ))}
      <text class="name" x={width / 2} y={height - 4}>
        {axis}
      </text>
    </g>
  );
}

interface AxisProps {
  readonly x: Scale;
  readonly width: number;
  readonly figure: DistributionFigure;
}

/** How far to the right the words of a spike reach, about. */
const reach = 90;

function Spike({ spike, x, width, beside }: SpikeProps) {
  const at = x(spike.at);
  // The line of a marker would cross the words, so they go behind it.
  const line = beside === undefined ? at : x(beside);
  const start = at <= width / 2 && line > at && line < at + reach ? line + 6 : at + 9;
  const share = spike.share === 1 ? 'all' : formatShare(spike.share);
  const text = `${share} at ${formatNumber(spike.at)}`;
  return (
    <g class="spike">
      <path d={`M${at} ${height - margin.bottom}V${margin.top}`} />
      <circle cx={at} cy={margin.top} r={4} />
      <text x={at > width / 2 ? at - 9 : start} y={margin.top + 4} class={side(at, width)}>
        {text}
      </text>
    </g>
  );
}

interface SpikeProps {
  /** Where a marker stands. */
  readonly beside: number | undefined;
  readonly spike: { readonly at: number; readonly share: number };
  readonly x: Scale;
  readonly width: number;
}

function Marker({ marker, x, width }: MarkerProps) {
  const at = x(marker.at);
  return (
    <g class="marker">
      <path d={`M${at} ${height - margin.bottom}V${margin.top - 12}`} />
      <text x={at} dx={at > width / 2 ? -6 : 6} y={margin.top - 10} class={side(at, width)}>
        {marker.label}
      </text>
    </g>
  );
}

interface MarkerProps {
  readonly marker: { readonly at: number; readonly label: string };
  readonly x: Scale;
  readonly width: number;
}

function side(at: number, width: number): string {
  return at > width / 2 ? 'before' : 'after';
}
