import { scaleLinear } from 'd3-scale';
import { area, curveStep, line } from 'd3-shape';
import { formatNumber, formatShare } from '../../format';
import type { Bin, DistributionFigure } from '../../scenes/scene';
import { useWidth } from '../use-width';

const height = 190;
const margin = { top: 26, right: 10, bottom: 38, left: 10 };

/** A histogram with its axis, the outline of what it should be, a marker, and a value that many share. */
export function Distribution({ figure }: { readonly figure: DistributionFigure }) {
  const [element, width] = useWidth<HTMLElement>();
  const x = scaleLinear(figure.domain, [margin.left, width - margin.right]);
  const y = scaleLinear([0, figure.ceiling * 1.05], [height - margin.bottom, margin.top]);
  return (
    <figure class="figure" ref={element}>
      <svg width={width} height={height} role="img" aria-label={figure.summary}>
        <Axis x={x} width={width} name={figure.axis} />
        <path class="area" d={areaOf(figure.bins, x, y)} />
        {figure.outline && <path class="outline" d={outlineOf(figure.outline.bins, x, y)} />}
        {figure.spike && <Spike spike={figure.spike} x={x} width={width} />}
        {figure.marker && <Marker marker={figure.marker} x={x} width={width} />}
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

type Scale = (value: number) => number;

interface AxisScale extends Scale {
  ticks(count: number): number[];
}

function Axis({ x, width, name }: AxisProps) {
  const base = height - margin.bottom;
  return (
    <g class="axis">
      <path d={`M${margin.left} ${base + 0.5}H${width - margin.right}`} />
      {x.ticks(width < 300 ? 4 : 6).map((tick) => (
        <g key={tick} transform={`translate(${x(tick)},${base})`}>
          <path d="M0 0v4" />
          <text y={16}>{formatNumber(tick)}</text>
        </g>
      ))}
      <text class="name" x={width / 2} y={height - 4}>
        {name}
      </text>
    </g>
  );
}

interface AxisProps {
  readonly x: AxisScale;
  readonly width: number;
  readonly name: string;
}

function Spike({ spike, x, width }: SpikeProps) {
  const at = x(spike.at);
  const text = `${formatShare(spike.share)} at ${formatNumber(spike.at)}`;
  return (
    <g class="spike">
      <path d={`M${at} ${height - margin.bottom}V${margin.top}`} />
      <circle cx={at} cy={margin.top} r={4} />
      <text x={at} dx={at > width / 2 ? -9 : 9} y={margin.top + 4} class={side(at, width)}>
        {text}
      </text>
    </g>
  );
}

interface SpikeProps {
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

// The empty ends make the steps start and end on the axis.
function closed(bins: readonly Bin[]): Bin[] {
  const [first, last] = [bins[0], bins.at(-1)];
  if (!first || !last) return [];
  return [
    { from: first.from, to: first.from, share: 0 },
    ...bins,
    { from: last.to, to: last.to, share: 0 },
  ];
}

function areaOf(bins: readonly Bin[], x: Scale, y: Scale): string {
  const shape = area<Bin>()
    .x(({ from, to }) => x((from + to) / 2))
    .y0(y(0))
    .y1(({ share }) => y(share))
    .curve(curveStep);
  return shape(closed(bins)) ?? '';
}

function outlineOf(bins: readonly Bin[], x: Scale, y: Scale): string {
  const shape = line<Bin>()
    .x(({ from, to }) => x((from + to) / 2))
    .y(({ share }) => y(share))
    .curve(curveStep);
  return shape(closed(bins)) ?? '';
}
