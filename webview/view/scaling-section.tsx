import type { ComputedView } from '../compute';
import { formatNumber, formatShare } from '../format';
import { FigureView } from './figures/figure';

/** The two ways to scale and the two ways to read a rate, on the layer's own masks. */
export function ScalingSection({ computed }: { readonly computed: ComputedView }) {
  const { scaling } = computed.layer;
  const { rate, passes } = computed.situation;
  return (
    <section class="scaling">
      <h2>Which scaling, and which probability?</h2>
      <p>
        Training and evaluation agree when a value is scaled up in training or down in evaluation,
        but not both and not neither. The mean is measured over {passes} passes of inputs of 1.
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Conventions">
        <table>
          <caption class="hidden">Factors and means of four conventions</caption>
          <thead>
            <tr>
              {[
                'Convention',
                'Kept units in training',
                'All in evaluation',
                'Mean in training',
                'Mean in evaluation',
              ].map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scaling.conventions.map(({ name, training, evaluation, measuredTraining }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>× {formatNumber(training)}</td>
                <td>× {formatNumber(evaluation)}</td>
                <td>{formatNumber(measuredTraining)}</td>
                <td>{formatNumber(evaluation)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="sides">
        <div class="side own">
          <h3>{formatNumber(rate)} is dropped</h3>
          <p class="note">so {formatShare(1 - rate)} is kept: every library of today</p>
          <FigureView figure={scaling.asDrop} />
        </div>
        <div class="side">
          <h3>{formatNumber(rate)} is kept</h3>
          <p class="note">so {formatShare(1 - rate)} is dropped: TensorFlow 1 and its papers</p>
          <FigureView figure={scaling.asKeep} />
        </div>
      </div>
    </section>
  );
}
