import type { PageText } from '../../protocol';
import type { LibraryPage } from '../../service/pages';
import type { Context } from '../context';

/** Answers `dropoutLens/library`. */
export function library({ service }: Context): readonly LibraryPage[] {
  return service.library();
}

/** Answers `dropoutLens/page`. */
export function page({ service }: Context, { id }: { readonly id: string }): PageText | null {
  return service.page(id) ?? null;
}
