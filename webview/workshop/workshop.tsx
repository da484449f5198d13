import type { ComponentType } from 'preact';
import type { ComputedView } from '../compute';
import type { Store } from '../store';
import { CodeSection } from './code-section';
import { TrainSection } from './train-section';
import { createTrainingStore } from './training-store';

/** The lower part of the page, as a component that the page draws where it stands. */
export type Workshop = ComponentType<{ readonly store: Store; readonly computed: ComputedView }>;

/** Makes the lower part: training, searching for a rate, code to copy and files to save; `changed` asks for drawing. */
export function createWorkshop(changed: () => void): Workshop {
  const training = createTrainingStore(changed);
  return ({ store, computed }) => (
    <>
      <TrainSection store={store} training={training} computed={computed} />
      <CodeSection store={store} computed={computed} />
    </>
  );
}
