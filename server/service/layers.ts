import { percent } from '../rules/wording';
import { activityOf, isOrdinary, numbersOf } from './effect';
import { modeAt, readRate, type DropoutPlace } from './dropout-places';
import { titleOf } from './neighbours';
import type { LayerInfo } from './service-types';

/** What code lenses, inlay hints and the palette say about each dropout that is made or called in the file. */
export function layerInfos(places: readonly DropoutPlace[]): readonly LayerInfo[] {
  return places.filter((place) => place.form !== 'use').map(layerInfo);
}

function layerInfo(place: DropoutPlace): LayerInfo {
  const { call } = place;
  const { rate } = readRate(call);
  const written = call.fact.rate === undefined ? undefined : call.args[call.fact.rate];
  return {
    span: call.span,
    title: titleOf(call),
    ...(rate !== undefined && { rate }),
    summary: isOrdinary(rate)
      ? numbersOf(call.fact, rate)
      : rate === undefined
        ? activityOf(modeAt(place), call.fact).replaceAll('`', '')
        : `rate ${rate}`,
    hint: rate === undefined ? '' : `drops ${percent(rate)}`,
    hintOffset: written?.span.end ?? call.span.end,
  };
}
