import type { SimulationInput } from '../engine/simulation-input';
import type { ViewSettings } from '../server/webview-messages';
import { sceneOf } from './scenes';
import { layerView, type AnswerRuns, type LayerView } from './scenes/layer';
import type { SceneView, Situation } from './scenes/scene';
import { situationOf } from './scenes/situation';

/** What the view asks of its worker; replies carry the same id. */
export interface ComputeRequest {
  readonly id: number;
  readonly input: SimulationInput;
  readonly settings: ViewSettings;
}

/** What the worker answers: the view, or why there is none. */
export type ComputeReply =
  | { readonly id: number; readonly view: ComputedView }
  | { readonly id: number; readonly failure: string };

/** Everything that is drawn, for one layer and one state of the controls. */
export interface ComputedView {
  readonly sceneId: string;
  readonly scene: SceneView;
  readonly layer: LayerView;
  readonly situation: Situation;
}

/** Computes the whole view; pure but for what `runs` remembers. */
export function computeView(
  { input, settings }: Pick<ComputeRequest, 'input' | 'settings'>,
  runs: AnswerRuns,
): ComputedView {
  const scene = sceneOf(input);
  const situation = situationOf(input, settings, scene);
  return {
    sceneId: scene.id,
    scene: scene.draw(situation),
    // A scene may look at evaluation, where there is no mask to see; the layer itself is shown in training.
    layer: layerView({ ...situation, phase: settings.phase ?? 'training' }, settings.unit, runs),
    situation,
  };
}

/** Gives the last result again while only what the result does not depend on has changed. */
export function rememberLast(run: AnswerRuns): AnswerRuns {
  let lastKey = '';
  let last: ReturnType<AnswerRuns> | undefined;
  return (situation) => {
    const { kind, rate, width, seed, passes, activation, input } = situation;
    const parts = [kind, rate, width, seed, passes, activation, input.framework];
    const key = JSON.stringify(parts);
    if (last === undefined || key !== lastKey) last = run(situation);
    lastKey = key;
    return last;
  };
}
