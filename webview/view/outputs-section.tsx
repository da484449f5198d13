import type { ComputedView } from '../compute';
import { FigureView } from './figures/figure';
import { SummaryTable } from './summary-table';

/** What leaves the layer, in training beside evaluation. */
export function OutputsSection({ computed }: { readonly computed: ComputedView }) {
  const { training, evaluation, inputs } = computed.layer.outputs;
  return (
    <section class="outputs">
      <h2>What leaves the layer</h2>
      <p>The mean stays, the spread does not. For {inputs}.</p>
      <div class="sides">
        <div class="side own">
          <h3>In training</h3>
          <FigureView figure={training.figure} />
        </div>
        <div class="side">
          <h3>In evaluation</h3>
          <FigureView figure={evaluation.figure} />
        </div>
      </div>
      <SummaryTable
        columns={[
          { title: 'In training', summary: training.summary },
          { title: 'In evaluation', summary: evaluation.summary },
        ]}
        caption="Outputs of the layer"
      />
    </section>
  );
}
