import type { ModelStop, ModelStrip } from '../../engine/model-strip';
import type { Model } from '../model/model';
import { contains } from '../model/span';
import { onlyConsumerOf, placedSteps, type Placed } from '../model/walks/steps';
import type { DropoutPlace } from './dropout-places';
import { neighbour } from './neighbours';

/** The most layers that are shown of one model. */
const longestStrip = 48;

/** The model that a dropout belongs to, else the one around an offset, else the largest one; undefined without models. */
export function modelStrip(
  models: readonly Model[],
  place: DropoutPlace | undefined,
  offset: number,
): ModelStrip | undefined {
  const around = models.filter(({ span }) => contains(span, offset));
  const model = place?.uses[0]?.model ?? largest(around) ?? largest(models);
  if (!model) return undefined;
  const steps = placedSteps(model).slice(0, longestStrip);
  return steps.length === 0
    ? undefined
    : {
        name: model.name,
        stops: steps.map((step, index) => stopOf(model, step, steps[index + 1])),
      };
}

function stopOf(model: Model, step: Placed, next: Placed | undefined): ModelStop {
  const follower = onlyConsumerOf(model, step.index);
  const open = next ? follower?.index === next.index : true;
  return { ...neighbour(step.layer), open };
}

function largest(models: readonly Model[]): Model | undefined {
  return models.reduce<Model | undefined>(
    (best, model) => (best && best.steps.length >= model.steps.length ? best : model),
    undefined,
  );
}
