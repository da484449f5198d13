import type { MapsFigure } from '../../scenes/scene';
import { useWidth } from '../use-width';

const columns = 4;
const gap = 6;
const levels = 6;

/** Channels of a feature map, stronger where the value is larger; what is dropped is empty, a dropped channel crossed. */
export function Maps({ figure }: { readonly figure: MapsFigure }) {
  const [element, width] = useWidth<HTMLElement>();
  const { channels, size } = figure;
  const side = Math.min(120, (width - gap * (columns - 1)) / columns);
  const rows = Math.ceil(channels / columns);
  const places = placesOf(channels, side + gap);
  const whole = places.map((_, channel) => isDropped(figure, channel));
  return (
    <figure class="figure" ref={element}>
      <svg
        width={columns * (side + gap) - gap}
        height={rows * (side + gap) - gap}
        role="img"
        aria-label={figure.summary}
      >
        {Array.from({ length: levels }, (_, level) => (
          <path
            key={level}
            class="kept crisp"
            fill-opacity={(level + 1) / levels}
            d={levelPath(figure, level, places, side / size)}
          />
        ))}
        {places.map(({ x, y }, channel) => (
          <g key={channel} class="channel">
            <rect x={x + 0.5} y={y + 0.5} width={side - 1} height={side - 1} />
            {whole[channel] && (
              <path d={`M${x} ${y}l${side} ${side}m0 ${-side}l${-side} ${side}`} />
            )}
          </g>
        ))}
      </svg>
      <Legend />
    </figure>
  );
}

function placesOf(channels: number, pitch: number): readonly Place[] {
  return Array.from({ length: channels }, (_, channel) => ({
    x: (channel % columns) * pitch,
    y: Math.floor(channel / columns) * pitch,
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
        <svg class="channel" width="14" height="14" aria-hidden="true">
          <path d="M1 1h12v12h-12z" />
        </svg>
        empty: dropped
      </span>
    </figcaption>
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function levelPath(
  { values, mask, size }: MapsFigure,
  level: number,
  places: readonly Place[],
  cell: number,
): string {
  let path = '';
  for (let index = 0; index < values.length; index++) {
    if (mask[index] !== 1 || levelOf(values[index] as number) !== level) continue;
    const place = places[Math.floor(index / (size * size))];
    if (!place) continue;
    const x = place.x + (index % size) * cell;
    const y = place.y + (Math.floor(index / size) % size) * cell;
    path += `M${x.toFixed(1)} ${y.toFixed(1)}h${cell.toFixed(1)}v${cell.toFixed(1)}h-${cell.toFixed(1)}z`;
  }
  return path;
}

function levelOf(value: number): number {
  return Math.min(levels - 1, Math.max(0, Math.floor(((value + 2) / 4) * levels)));
}

function isDropped({ mask, size }: MapsFigure, channel: number): boolean {
  const area = size * size;
  return mask.subarray(channel * area, (channel + 1) * area).every((bit) => bit === 0);
}
