import type { ComputedView } from '../compute';
import { formatNumber } from '../format';
import { FigureView } from './figures/figure';
import { SummaryTable } from './summary-table';

/** Many passes of one input: their spread in training, and the one answer of evaluation. */
export function SpreadSection({ computed }: { readonly computed: ComputedView }) {
  const { spread } = computed.layer;
  const { passes } = computed.situation;
  return (
    <section class="spread">
      <h2>{passes} passes of one input</h2>
      <p>
        A linear readout behind the layer answers {formatNumber(spread.answers.mean)} ±{' '}
        {formatNumber(spread.answers.deviation)} while dropout is active, and{' '}
        {formatNumber(spread.evaluation)} every time when it is not.
      </p>
      <FigureView figure={spread.figure} />
      <SummaryTable
        columns={[{ title: 'Dropout active', summary: spread.answers }]}
        caption={`Answers of ${passes} passes`}
      />
    </section>
  );
}
