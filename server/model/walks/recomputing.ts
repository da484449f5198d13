import type { FileModel } from '../model';
import type { Span } from '../span';

/** Own autograd functions that run in forward without gradient, and again in backward, with new masks. */
export function recomputingFunctions(
  file: FileModel,
): readonly { readonly span: Span; readonly written: string }[] {
  return file.classes.flatMap((one) => {
    if (!one.bases.some((base) => /autograd\.(function\.)?Function$/.test(base))) return [];
    const text = file.text.slice(one.span.start, one.span.end);
    const [, kept] = /ctx\.(\w+)\s*=\s*\w*(?:function|fn|func|module|block)\w*\b/.exec(text) ?? [];
    const recomputes = kept !== undefined && new RegExp(`ctx\\.${kept}\\(`).test(text);
    const again = recomputes && /enable_grad/.test(text) && /no_grad/.test(text);
    if (!again || /rng_state|fork_rng|rng_tracker|seed/i.test(text)) return [];
    return [{ span: one.nameSpan, written: one.name }];
  });
}
