import type { Store } from '../store';
import { Comparison } from './comparison';
import { Controls } from './controls';
import { EnsembleSection } from './ensemble-section';
import { Header } from './header';
import { Announcer } from './announcer';
import { Lesson } from './lesson';
import { OutputsSection } from './outputs-section';
import { PassSection } from './pass-section';
import { ScalingSection } from './scaling-section';
import { SpreadSection } from './spread-section';
import { Strip } from './strip';

/** The whole page: the verdict and the comparison first, then the controls, then the layer in detail. */
export function App({ store }: { readonly store: Store }) {
  const { view: computed, Workshop } = store.state;
  // While another layer is being computed, all that is shown is still of the one before.
  const input = computed?.situation.input ?? store.state.input;
  if (!input) return <Empty />;
  return (
    <>
      <Header store={store} input={input} verdict={computed?.scene.verdict} />
      <Strip input={input} />
      {computed && (
        <>
          <Comparison store={store} computed={computed} />
          <Controls store={store} input={input} computed={computed} />
          <Lesson scene={computed.scene} situation={computed.situation} />
          <PassSection store={store} computed={computed} />
          {computed.sceneId !== 'answers' && <SpreadSection computed={computed} />}
          <OutputsSection computed={computed} />
          <EnsembleSection computed={computed} />
          <ScalingSection computed={computed} />
          {Workshop && <Workshop store={store} computed={computed} />}
        </>
      )}
      <Announcer store={store} />
    </>
  );
}

function Empty() {
  return (
    <div class="empty">
      <h1>Dropout Simulator</h1>
      <p>Put the cursor on a dropout layer and run “Open Simulator for This Layer”.</p>
    </div>
  );
}
