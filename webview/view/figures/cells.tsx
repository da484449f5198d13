import { useMemo } from 'preact/hooks';
import type { CellsFigure, CellState } from '../../scenes/scene';
import { useWidth } from '../use-width';

/** A grid of units: a full square is kept, a cross is dropped, a ring is the third state. */
export function Cells({ figure, selected, onUnit }: CellsProps) {
  const [element, width] = useWidth<HTMLElement>();
  const layout = layoutOf(figure, width);
  const paths = useMemo(() => pathsOf(figure.states, layout), [figure, width]);
  const choose = (event: MouseEvent): void => {
    const unit = unitAt(event, layout, figure.states.length);
    if (unit !== undefined) onUnit?.(unit);
  };
  return (
    <figure class="figure" ref={element}>
      <svg
        class={onUnit ? 'cells choosable' : 'cells'}
        width={layout.columns * layout.pitch}
        height={layout.rows * layout.pitch}
        role="img"
        aria-label={figure.summary}
        onClick={onUnit && choose}
      >
        <path class="dropped" d={paths[0]} />
        <path class="kept" d={paths[1]} />
        <path class="other" d={paths[2]} />
        {selected !== undefined && <Frame unit={selected} layout={layout} />}
      </svg>
      <figcaption class="legend">
        {figure.legend.map(({ state, label }) => (
          <span key={state}>
            <Sample state={state} />
            {label}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

interface CellsProps {
  readonly figure: CellsFigure;
  /** The unit that is framed, from 1. */
  readonly selected?: number;
  readonly onUnit?: (unit: number) => void;
}

/** Where the cells of a grid lie; the pitch is the side of a cell with its gap. */
export interface CellLayout {
  readonly columns: number;
  readonly rows: number;
  readonly pitch: number;
}

/** A layout about twice as wide as high that fits the width. */
export function layoutOf({ states, columns }: CellsFigure, width: number): CellLayout {
  const count = Math.max(1, states.length);
  const wished = columns ?? 8 * Math.ceil(Math.sqrt(2.4 * count) / 8);
  const used = Math.min(wished, Math.max(count, 1), 96);
  const pitch = Math.min(22, Math.floor((10 * width) / used) / 10);
  return { columns: used, rows: Math.ceil(count / used), pitch };
}

/** One path for all cells of each state, so that thousands stay three elements. */
export function pathsOf(states: Uint8Array, { columns, pitch }: CellLayout): readonly string[] {
  const paths = ['', '', ''];
  states.forEach((state, unit) => {
    const x = (unit % columns) * pitch;
    const y = Math.floor(unit / columns) * pitch;
    paths[state] += shapes[state as CellState](x, y, pitch);
  });
  return paths;
}

function Frame({ unit, layout }: { readonly unit: number; readonly layout: CellLayout }) {
  const { columns, pitch } = layout;
  const x = ((unit - 1) % columns) * pitch;
  const y = Math.floor((unit - 1) / columns) * pitch;
  const size = pitch - 1;
  return <rect class="frame" x={x + 0.5} y={y + 0.5} width={size} height={size} rx={2} />;
}

function Sample({ state }: { readonly state: CellState }) {
  const layout = { columns: 1, rows: 1, pitch: 14 };
  const name = (['dropped', 'kept', 'other'] as const)[state];
  return (
    <svg width="14" height="14" aria-hidden="true">
      <path class={name} d={pathsOf(Uint8Array.of(state), layout)[state]} />
    </svg>
  );
}

function unitAt(event: MouseEvent, layout: CellLayout, count: number): number | undefined {
  const svg = event.currentTarget as Element;
  const box = svg.getBoundingClientRect();
  const column = Math.floor((event.clientX - box.left) / layout.pitch);
  const row = Math.floor((event.clientY - box.top) / layout.pitch);
  const unit = row * layout.columns + column + 1;
  return column < layout.columns && unit >= 1 && unit <= count ? unit : undefined;
}

const shapes: Readonly<Record<CellState, (x: number, y: number, pitch: number) => string>> = {
  0: (x, y, pitch) => {
    const reach = pitch < 6 ? pitch * 0.16 : pitch * 0.2;
    const [middleX, middleY] = [round(x + pitch / 2), round(y + pitch / 2)];
    const r = round(reach);
    return `M${round(middleX - r)} ${round(middleY - r)}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}`;
  },
  1: (x, y, pitch) => {
    const gap = pitch < 6 ? pitch * 0.08 : pitch * 0.1;
    const side = round(pitch - 2 * gap);
    return `M${round(x + gap)} ${round(y + gap)}h${side}v${side}h${-side}z`;
  },
  2: (x, y, pitch) => {
    const r = round(pitch * 0.3);
    return `M${round(x + pitch / 2 - r)} ${round(y + pitch / 2)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  },
};

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
