import type { Call, FileModel } from '../model';
import type { Value } from '../value';
import { rateOf } from './dropout';

/** The calls that may have made the layer that a value is; empty when anything else may stand there. */
export function layersOf(value: Value): readonly Call[] {
  if (value.kind === 'layer') return [value.call];
  if (value.kind !== 'choice') return [];
  const each = value.options
    .filter((option) => !(option.kind === 'constant' && option.value === null))
    .map(layersOf);
  return each.every((calls) => calls.length > 0) ? each.flat() : [];
}

/** Whether a value is certainly a dropout layer (or, by configuration, an identity in its place). */
export function isDropoutLayer(value: Value): boolean {
  const calls = layersOf(value);
  return (
    calls.some((call) => call.fact.kind === 'dropout') &&
    calls.every((call) => call.fact.kind === 'dropout' || call.fact.kind === 'identity')
  );
}

/** Whether a value is, or holds, a layer whose dropout can be on: own classes are looked into. */
export function holdsDropout(value: Value, file: FileModel, depth = 0): boolean {
  if (depth > 6) return false;
  switch (value.kind) {
    case 'layer': {
      const { fact } = value.call;
      const rate = rateOf(value.call);
      return rate !== undefined && fact.modeDependent !== undefined && rate.certain !== 0;
    }
    case 'choice':
      return value.options.some((option) => holdsDropout(option, file, depth + 1));
    case 'container':
      return value.items.some((item) => holdsDropout(item.value, file, depth + 1));
    case 'instance': {
      const model = file.models.find((one) => one.form === 'class' && one.name === value.class);
      return (model?.layers ?? []).some(
        (layer) =>
          layer.call?.fact.form === 'module' &&
          holdsDropout({ kind: 'layer', call: layer.call }, file, depth + 1),
      );
    }
    default:
      return false;
  }
}
