import { histogram } from '../../engine/ensemble';
import { formatNumber, formatShare, plural } from '../format';
import type { Bin, CellsFigure, CellState, DistributionFigure, Side } from './scene';

/** The cells of one mask. */
export function maskCells(mask: Uint8Array, noun: string): CellsFigure {
  const kept = mask.reduce((sum, bit) => sum + bit, 0);
  return {
    ...stateCells(mask, { 0: 'dropped', 1: 'kept', 2: '' }),
    summary: `${kept} of ${mask.length} ${plural(mask.length, noun)} kept.`,
  };
}

/** Cells in three states; the legend names all that occur. */
export function stateCells(
  states: Uint8Array,
  labels: Readonly<Record<CellState, string>>,
  columns?: number,
): CellsFigure {
  const counts = [0, 0, 0];
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1;
  const legend = ([1, 2, 0] as const)
    .filter((state) => (counts[state] ?? 0) > 0)
    .map((state) => ({ state, label: labels[state] }));
  const summary = legend.map(({ state, label }) => `${counts[state]} ${label}`).join(', ');
  return { kind: 'cells', states, columns, legend, summary: `${summary}.` };
}

/** What a histogram needs to know besides its values. */
export interface DistributionPlan {
  readonly values: ArrayLike<number>;
  /** How likely each value is; all the same without it. */
  readonly weights?: readonly number[];
  readonly domain: readonly [number, number];
  readonly axis: string;
  readonly outline?: { readonly values: ArrayLike<number>; readonly label: string };
  readonly marker?: { readonly at: number; readonly label: string };
  readonly count?: number;
}

/** What one of two compared sides says and shows. */
export interface HalfPlan {
  readonly note: string;
  readonly value: string;
  readonly values: ArrayLike<number>;
  readonly marker?: DistributionPlan['marker'];
}

/** "Your code" beside "After the fix" as two histograms on one scale, so that their heights and places compare. */
export function distributionSides(
  shared: Pick<DistributionPlan, 'domain' | 'axis' | 'outline'> & { readonly label: string },
  yours: HalfPlan,
  other: HalfPlan,
): { readonly yours: Side; readonly other: Side } {
  const figures = [yours, other].map((half) => distribution({ ...shared, ...half }));
  const ceiling = Math.max(...figures.map((figure) => figure.ceiling));
  const [first, second] = [yours, other].map(({ note, value }, i) => ({
    note,
    headline: { value, label: shared.label },
    figure: { ...(figures[i] as DistributionFigure), ceiling },
  })) as [Omit<Side, 'title'>, Omit<Side, 'title'>];
  return {
    yours: { title: 'Your code', ...first },
    other: { title: 'After the fix', ...second },
  };
}

/** One histogram. */
export function distribution(plan: DistributionPlan): DistributionFigure {
  const { values, weights, domain, axis, outline, marker } = plan;
  const { bins, spike } = weights ? { bins: weigh(plan, weights) } : split(values, plan);
  const outlined = outline && { bins: split(outline.values, plan).bins, label: outline.label };
  const shares = [...bins, ...(outlined?.bins ?? [])].map(({ share }) => share);
  return {
    kind: 'distribution',
    ...{ bins, spike, marker, domain, axis },
    outline: outlined,
    ceiling: Math.max(1e-9, ...shares),
    summary: summaryOf(plan, spike),
  };
}

function weigh(
  { values, domain: [from, to], count = 40 }: DistributionPlan,
  weights: readonly number[],
): Bin[] {
  const width = (to - from) / count;
  const shares = new Float64Array(count);
  weights.forEach((weight, i) => {
    const bin = Math.min(count - 1, Math.max(0, Math.floor(((values[i] ?? 0) - from) / width)));
    shares[bin] = (shares[bin] as number) + weight;
  });
  return Array.from(shares, (share, i) => ({
    ...{ from: from + i * width, to: from + (i + 1) * width, share },
  }));
}

// A value that many share exactly (ReLU's zero) would flatten all else, so it is taken out and told apart.
function split(
  values: ArrayLike<number>,
  { domain, count = 40 }: DistributionPlan,
): { bins: Bin[]; spike?: { at: number; share: number } } {
  const all = Array.from(values);
  const spike = commonest(all);
  const rest = spike ? all.filter((value) => value !== spike.at) : all;
  const inside = rest.filter((value) => value >= domain[0] && value <= domain[1]);
  const { counts } = histogram(inside, count, { from: domain[0], to: domain[1] });
  const width = (domain[1] - domain[0]) / count;
  const bins = Array.from(counts, (times, i) => ({
    from: domain[0] + i * width,
    to: domain[0] + (i + 1) * width,
    share: times / all.length,
  }));
  return { bins, spike };
}

function commonest(values: readonly number[]): { at: number; share: number } | undefined {
  const counts = new Map<number, number>();
  let best = { at: 0, times: 0 };
  for (const value of values) {
    const times = (counts.get(value) ?? 0) + 1;
    counts.set(value, times);
    if (times > best.times) best = { at: value, times };
  }
  const share = best.times / values.length;
  return share > 0.05 && values.length > 1 ? { at: best.at, share } : undefined;
}

function summaryOf(
  { axis }: DistributionPlan,
  spike: { at: number; share: number } | undefined,
): string {
  if (spike && spike.share === 1) return `${axis}: every value is ${formatNumber(spike.at)}.`;
  if (!spike) return `Histogram of ${axis}.`;
  return `Histogram of ${axis}; ${formatShare(spike.share)} are exactly ${formatNumber(spike.at)}.`;
}
