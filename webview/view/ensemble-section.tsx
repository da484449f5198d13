import type { ComputedView } from '../compute';
import { formatNumber } from '../format';
import { FigureView } from './figures/figure';
import { Numbers } from './numbers';

/** All sub-networks of a few units: their mean answer is the one answer in evaluation. */
export function EnsembleSection({ computed }: { readonly computed: ComputedView }) {
  const { ensemble } = computed.layer;
  const { units, count, mean, evaluation } = ensemble;
  const { meanProbability, geometricProbability, evaluatedProbability } = ensemble;
  return (
    <section class="ensemble">
      <h2>
        {units} units are {count} networks
      </h2>
      <p>
        Every mask is a network of its own, and all share their weights. Weighted by how likely each
        is, a linear readout of all {count} answers <strong>{formatNumber(mean)}</strong> in the
        mean; evaluation answers <strong>{formatNumber(evaluation)}</strong> in one pass.
      </p>
      <div class="sides">
        <div class="side own">
          <h3>All {count} masks, a column each</h3>
          <FigureView figure={ensemble.masks} />
        </div>
        <div class="side">
          <h3>What they answer</h3>
          <FigureView figure={ensemble.answers} />
        </div>
      </div>
      <Numbers
        caption="The ensemble against evaluation"
        columns={['Quantity', `Mean of ${count} networks`, 'Evaluation']}
        rows={[
          ['linear answer', formatNumber(mean), formatNumber(evaluation)],
          [
            'probability, arithmetic mean',
            formatNumber(meanProbability),
            formatNumber(evaluatedProbability),
          ],
          [
            'probability, geometric mean',
            formatNumber(geometricProbability),
            formatNumber(evaluatedProbability),
          ],
        ]}
      />
    </section>
  );
}
