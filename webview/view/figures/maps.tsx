import type { MapsFigure } from '../../scenes/scene';
import { useWidth } from '../use-width';

const gap = 6;
const levels = 6;

/** Feature maps, stronger where the value is larger; what is dropped is empty, a wholly dropped tile crossed. */
export function Maps({ figure }: { readonly figure: MapsFigure }) {
  const [element, width] = useWidth<HTMLElement>();
  const { tiles, across, rows, columns } = figure;
  const side = Math.min(across === 1 ? 250 : 120, (width - gap * (across - 1)) / across);
  const cell = side / columns;
  const high = rows === 1 ? Math.max(12, cell) : cell * rows;
  const places = placesOf(tiles, across, side + gap, high + gap);
  return (
    <figure class="figure" ref={element}>
      <svg
        width={across * (side + gap) - gap}
        height={Math.ceil(tiles / across) * (high + gap) - gap}
        role="img"
        aria-label={figure.summary}
      >
        {Array.from({ length: levels }, (_, level) => (
          <path
            key={level}
            class="kept crisp"
            fill-opacity={(level + 1) / levels}
            d={levelPath(figure, level, places, [cell, high / rows])}
          />
        ))}
        <path class="dropped" d={crossPath(figure, places, [cell, high / rows])} />
        {places.map(({ x, y }, tile) => (
          <g key={tile} class="channel">
            <rect x={x + 0.5} y={y + 0.5} width={side - 1} height={high - 1} />
            {isDropped(figure, tile) && (
              <path d={`M${x} ${y}l${side} ${high}m0 ${-high}l${-side} ${high}`} />
            )}
          </g>
        ))}
      </svg>
      <Legend />
    </figure>
  );
}

function placesOf(tiles: number, across: number, wide: number, high: number): readonly Place[] {
  return Array.from({ length: tiles }, (_, tile) => ({
    x: (tile % across) * wide,
    y: Math.floor(tile / across) * high,
  }));
}

function Legend() {
  return (
    <figcaption class="legend">
      <span>
        <svg width="14" height="14" aria-hidden="true">
          <path class="kept" d="M1 1h12v12h-12z" />
        </svg>
        kept, stronger is larger
      </span>
      <span>
        <svg width="14" height="14" aria-hidden="true">
          <path class="dropped" d="M4 4l6 6m0 -6l-6 6" />
        </svg>
        dropped
      </span>
    </figcaption>
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function levelPath(
  { values, mask, rows, columns }: MapsFigure,
  level: number,
  places: readonly Place[],
  [wide, high]: readonly [number, number],
): string {
  let path = '';
  for (let index = 0; index < values.length; index++) {
    if (mask[index] !== 1 || levelOf(values[index] as number) !== level) continue;
    const place = places[Math.floor(index / (rows * columns))];
    if (!place) continue;
    const x = place.x + (index % columns) * wide;
    const y = place.y + (Math.floor(index / columns) % rows) * high;
    path += `M${x.toFixed(1)} ${y.toFixed(1)}h${wide.toFixed(1)}v${high.toFixed(1)}h-${wide.toFixed(1)}z`;
  }
  return path;
}

/** A cross in every dropped cell that is large enough for one, but for tiles that are crossed as a whole. */
function crossPath(
  figure: MapsFigure,
  places: readonly Place[],
  [wide, high]: readonly [number, number],
): string {
  const reach = Math.min(wide, high) * 0.2;
  if (reach < 1) return '';
  const area = figure.rows * figure.columns;
  return places
    .flatMap(({ x, y }, tile) => {
      if (isDropped(figure, tile)) return [];
      return Array.from({ length: area }, (_, index) => {
        if (figure.mask[tile * area + index] !== 0) return '';
        const left = x + ((index % figure.columns) + 0.5) * wide - reach;
        const top = y + (Math.floor(index / figure.columns) + 0.5) * high - reach;
        const [size, at] = [(2 * reach).toFixed(1), `${left.toFixed(1)} ${top.toFixed(1)}`];
        return `M${at}l${size} ${size}m0 -${size}l-${size} ${size}`;
      });
    })
    .join('');
}

function levelOf(value: number): number {
  return Math.min(levels - 1, Math.max(0, Math.floor(((value + 2) / 4) * levels)));
}

function isDropped({ mask, rows, columns }: MapsFigure, tile: number): boolean {
  const area = rows * columns;
  return mask.subarray(tile * area, (tile + 1) * area).every((bit) => bit === 0);
}
