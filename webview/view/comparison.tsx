import { useId } from 'preact/hooks';
import type { ComputedView } from '../compute';
import { formatNumber, formatShare } from '../format';
import type { NumberRow, Side } from '../scenes/scene';
import type { Store } from '../store';
import { FigureView } from './figures/figure';
import { Numbers } from './numbers';
import { PhaseSwitch } from './phase-switch';

/** The reader's code beside the other side, on the same seed. */
export function Comparison({ store, computed }: ComparisonProps) {
  const { scene, situation } = computed;
  return (
    <section class="comparison" aria-label="Comparison" data-scene={computed.sceneId}>
      <PhaseSwitch store={store} phase={store.state.settings.phase ?? situation.phase} />
      <div class="sides">
        <SideView side={scene.yours} own onUnit={(unit) => store.change({ unit })} />
        <SideView side={scene.other} />
      </div>
      <Numbers
        caption="Comparison"
        columns={['Quantity', scene.yours.title, scene.other.title]}
        rows={scene.numbers.map(rowOf)}
      />
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

function rowOf({ name, yours, other, as }: NumberRow): string[] {
  const format = as === 'share' ? formatShare : formatNumber;
  return [name, format(yours), format(other)];
}
