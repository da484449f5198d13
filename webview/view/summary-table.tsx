import type { Summary } from '../../engine/experiments';
import { formatNumber, formatShare } from '../format';
import { Numbers } from './numbers';

/** The numbers of one or more samples. */
export function SummaryTable({ columns, caption }: SummaryTableProps) {
  const row = (name: string, of: (summary: Summary) => string): string[] => [
    name,
    ...columns.map(({ summary }) => of(summary)),
  ];
  return (
    <Numbers
      caption={caption}
      columns={['Quantity', ...columns.map(({ title }) => title)]}
      rows={[
        row('values', ({ count }) => formatNumber(count)),
        row('mean', ({ mean }) => formatNumber(mean)),
        row('variance', ({ variance }) => formatNumber(variance)),
        row('standard deviation', ({ deviation }) => formatNumber(deviation)),
        row('lowest', ({ lowest }) => formatNumber(lowest)),
        row('highest', ({ highest }) => formatNumber(highest)),
        row('exactly zero', ({ zeros }) => formatShare(zeros)),
      ]}
    />
  );
}

interface SummaryTableProps {
  readonly columns: readonly { readonly title: string; readonly summary: Summary }[];
  readonly caption: string;
}
