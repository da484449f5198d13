import type { PageText } from '../../protocol';
import type { Context } from '../context';

/** Answers `dropoutLens/page`. */
export function page({ service }: Context, { id }: { readonly id: string }): PageText | null {
  return service.page(id) ?? null;
}
