import { useWidth } from '../../view/use-width';

/** One bar with its name and number. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Drawn in the accent, the others in outline. */
  readonly own?: boolean;
}

const rowHeight = 40;

/** Bars under each other, each with its name and number in words; a dashed line marks a level. */
export function Bars({ bars, level, format, summary }: BarsProps) {
  const [element, width] = useWidth<HTMLElement>();
  const longest = Math.max(level?.value ?? 0, ...bars.map(({ value }) => value), 1e-9);
  const length = (value: number): number => (Math.max(0, value) / longest) * (width - 70);
  const height = bars.length * rowHeight;
  return (
    <figure class="figure" ref={element}>
      <svg class="bars" width={width} height={height} role="img" aria-label={summary}>
        {bars.map(({ name, value, own }, index) => (
          <g key={name} transform={`translate(0,${index * rowHeight})`}>
            <text y={13}>{name}</text>
            <rect
              class={own ? 'own' : 'plain'}
              x={0.5}
              y={18.5}
              width={length(value)}
              height={13}
            />
            <text x={length(value) + 7} y={29}>
              {format(value)}
            </text>
          </g>
        ))}
        {level && <path class="outline" d={`M${length(level.value)} 0V${height}`} />}
      </svg>
      {level && (
        <figcaption class="legend">
          <span>
            <svg width="22" height="14" aria-hidden="true">
              <path class="outline" d="M1 7h20" />
            </svg>
            {level.label}
          </span>
        </figcaption>
      )}
    </figure>
  );
}

interface BarsProps {
  readonly bars: readonly Bar[];
  readonly level?: { readonly value: number; readonly label: string };
  readonly format: (value: number) => string;
  readonly summary: string;
}

/** Many thin upright bars on one scale, for as many numbers as a layer has units. */
export function Columns({ values, ceiling, summary }: ColumnsProps) {
  const [element, width] = useWidth<HTMLElement>();
  const height = 120;
  const pitch = width / Math.max(1, values.length);
  const y = (value: number): number => height - (Math.max(0, value) / ceiling) * (height - 4);
  const path = values
    .map((value, index) => {
      const x = (index * pitch + pitch * 0.1).toFixed(1);
      return `M${x} ${height}V${y(value).toFixed(1)}h${(pitch * 0.8).toFixed(1)}V${height}z`;
    })
    .join('');
  return (
    <figure class="figure" ref={element}>
      <svg width={width} height={height + 1} role="img" aria-label={summary}>
        <path class="kept" d={path} />
        <g class="axis">
          <path d={`M0 ${height + 0.5}H${width}`} />
        </g>
      </svg>
    </figure>
  );
}

interface ColumnsProps {
  readonly values: readonly number[];
  readonly ceiling: number;
  readonly summary: string;
}
