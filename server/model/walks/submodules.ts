import type { RelatedPlace } from '../finding';
import type { FileModel, Layer, Model } from '../model';
import type { ClassSummary, EdgeLayer } from '../summary';
import { consumersOf, isReturned, type Placed } from './steps';
import type { LayerKind } from '../fact';

/** What a module of another file begins or ends with, on every path. */
export interface FarEdge {
  readonly edge: EdgeLayer;
  /** The name of the module's class. */
  readonly module: string;
  readonly place: Omit<RelatedPlace, 'message'>;
}

/** The class of a layer that another file defines; undefined where the workspace does not have it. */
export function farClass(file: FileModel, { imported }: Layer): ClassSummary | undefined {
  return imported === undefined ? undefined : file.relations?.classImported(imported)?.summary;
}

/** What a layer of another file begins or ends with. */
export function farEdge(
  file: FileModel,
  { imported }: Layer,
  which: 'first' | 'last',
): FarEdge | undefined {
  const found = imported === undefined ? undefined : file.relations?.classImported(imported);
  const edge = found?.summary[which];
  if (!found || !edge) return undefined;
  const { uri, summary } = found;
  return { edge, module: summary.name, place: { uri, span: edge.span } };
}

/** The first step behind another that is not of some kinds, along the only way that the values take. */
export function wayAhead(
  model: Model,
  from: Placed,
  through: ReadonlySet<LayerKind>,
): Placed | undefined {
  let at = from;
  for (let left = 20; left > 0; left--) {
    const [only, ...others] = consumersOf(model, at.index);
    const isSingle = others.length === 0 && only?.certain && !isReturned(model, at.index);
    if (!only || !isSingle || only.index <= at.index) return undefined;
    if (!through.has(only.layer.kind)) return only;
    at = only;
  }
  return undefined;
}
