import { useId } from 'preact/hooks';
import type { ComputedView } from '../compute';
import { formatNumber, formatShare } from '../format';
import type { NumberRow, SceneView, Side } from '../scenes/scene';
import type { Store } from '../store';
import { FigureView } from './figures/figure';
import { PhaseSwitch } from './phase-switch';

/** The reader's code beside the other side, on the same seed. */
export function Comparison({ store, computed }: ComparisonProps) {
  const { scene, situation } = computed;
  return (
    <section class="comparison" aria-label="Comparison" data-scene={computed.sceneId}>
      <PhaseSwitch store={store} phase={situation.phase} />
      <div class="sides">
        <SideView side={scene.yours} own onUnit={(unit) => store.change({ unit })} />
        <SideView side={scene.other} />
      </div>
      <NumbersTable scene={scene} />
    </section>
  );
}

interface ComparisonProps {
  readonly store: Store;
  readonly computed: ComputedView;
}

function SideView({ side, own = false, onUnit }: SideProps) {
  const id = useId();
  return (
    <article class={own ? 'side own' : 'side'} aria-labelledby={id}>
      <h2 id={id}>{side.title}</h2>
      <p class="note">{side.note}</p>
      <p class="headline">
        <strong>{side.headline.value}</strong>
        <span>{side.headline.label}</span>
      </p>
      <FigureView figure={side.figure} onUnit={onUnit} />
    </article>
  );
}

interface SideProps {
  readonly side: Side;
  readonly own?: boolean;
  readonly onUnit?: (unit: number) => void;
}

function NumbersTable({ scene }: { readonly scene: SceneView }) {
  return (
    <details class="numbers">
      <summary>Numbers</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Quantity</th>
            <th scope="col">{scene.yours.title}</th>
            <th scope="col">{scene.other.title}</th>
          </tr>
        </thead>
        <tbody>
          {scene.numbers.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td>{cell(row.yours, row)}</td>
              <td>{cell(row.other, row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function cell(value: number, { as }: NumberRow): string {
  return as === 'share' ? formatShare(value) : formatNumber(value);
}
