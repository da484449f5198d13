import type { SceneView, Situation } from '../scenes/scene';
import { Formula } from './formula';

/** Why it is so: the formula, and two sentences. */
export function Lesson({ scene }: { readonly scene: SceneView; readonly situation: Situation }) {
  return (
    <section class="lesson">
      <h2>Why</h2>
      <Formula name={scene.formula} />
      <p>{scene.lesson}</p>
    </section>
  );
}
