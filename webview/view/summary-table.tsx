import type { Summary } from '../../engine/experiments';
import { formatNumber, formatShare } from '../format';

/** The numbers of one or more samples, for those who read instead of look. */
export function SummaryTable({ columns, caption }: SummaryTableProps) {
  return (
    <details class="numbers">
      <summary>Numbers</summary>
      <table>
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Quantity</th>
            {columns.map(({ title }) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, of }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {columns.map(({ title, summary }) => (
                <td key={title}>{of(summary)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

interface SummaryTableProps {
  readonly columns: readonly { readonly title: string; readonly summary: Summary }[];
  readonly caption: string;
}

const rows: readonly { readonly name: string; readonly of: (summary: Summary) => string }[] = [
  { name: 'values', of: ({ count }) => formatNumber(count) },
  { name: 'mean', of: ({ mean }) => formatNumber(mean) },
  { name: 'variance', of: ({ variance }) => formatNumber(variance) },
  { name: 'standard deviation', of: ({ deviation }) => formatNumber(deviation) },
  { name: 'lowest', of: ({ lowest }) => formatNumber(lowest) },
  { name: 'highest', of: ({ highest }) => formatNumber(highest) },
  { name: 'exactly zero', of: ({ zeros }) => formatShare(zeros) },
];
