import { decisionReach } from '../../engine/experiments';
import { mapSize } from './messages';
import { useWidth } from '../view/use-width';

const levels = 6;

/** What a network decides over the plane, and the points it learns from: rings and squares are the two classes. */
export function Decision({ map, points, summary }: DecisionProps) {
  const [element, width] = useWidth<HTMLElement>();
  const side = Math.min(320, width);
  const cell = side / mapSize;
  return (
    <figure class="figure" ref={element}>
      <svg class="decision" width={side} height={side} role="img" aria-label={summary}>
        {Array.from({ length: levels - 1 }, (_, index) => (
          <path
            key={index}
            class="kept crisp"
            fill-opacity={((index + 1) / (levels - 1)) * 0.8}
            d={levelPath(map, index + 1, cell)}
          />
        ))}
        <path class="ring" d={pointPath(points, 0, side)} />
        <path class="square" d={pointPath(points, 1, side)} />
      </svg>
      <figcaption class="legend">
        <span>
          <svg width="14" height="14" aria-hidden="true">
            <path class="ring" d="M3 7a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z" />
          </svg>
          class 0
        </span>
        <span>
          <svg width="14" height="14" aria-hidden="true">
            <path class="square" d="M4 4h6v6h-6z" />
          </svg>
          class 1
        </span>
        <span>coloured: decides for class 1</span>
      </figcaption>
    </figure>
  );
}

interface DecisionProps {
  readonly map: Float32Array;
  readonly points: { readonly inputs: Float64Array; readonly targets: Float64Array };
  readonly summary: string;
}

function levelPath(map: Float32Array, level: number, cell: number): string {
  let path = '';
  map.forEach((probability, index) => {
    if (Math.min(levels - 1, Math.floor(probability * levels)) !== level) return;
    const x = (index % mapSize) * cell;
    const y = Math.floor(index / mapSize) * cell;
    path += `M${x.toFixed(1)} ${y.toFixed(1)}h${cell.toFixed(1)}v${cell.toFixed(1)}h-${cell.toFixed(1)}z`;
  });
  return path;
}

function pointPath(
  { inputs, targets }: DecisionProps['points'],
  wanted: number,
  side: number,
): string {
  const place = (value: number): number => ((value / decisionReach + 1) / 2) * side;
  let path = '';
  targets.forEach((target, index) => {
    if (target !== wanted) return;
    const x = place(inputs[2 * index] as number).toFixed(1);
    const y = (side - place(inputs[2 * index + 1] as number)).toFixed(1);
    path +=
      wanted === 0
        ? `M${x} ${y}m-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z`
        : `M${x} ${y}m-2.5 -2.5h5v5h-5z`;
  });
  return path;
}
