import { isKnownModule, looksLikeModule } from '../model/walks/mode-mentions';
import type { Mention } from '../model/walks/modes-observations';
import { defineRule } from './rule';

interface Data extends Mention {
  readonly known: boolean;
}

export default defineRule<Data, Record<string, never>>({
  id: 'mode-call-without-parentheses',
  summary: '`model.eval` as a statement calls nothing',
  group: 'mode',
  severity: 'error',
  fixClass: 'S or G',
  *check(file) {
    for (const mention of file.modeRuns.mentions) {
      const known = isKnownModule(file, mention);
      if (!known && !looksLikeModule(file, mention)) continue;
      yield {
        span: mention.node.span,
        data: { ...mention, known },
        severity: known ? undefined : 'warning',
      };
    }
  },
  message: ({ data: { node } }) => {
    const effect = node.name === 'eval' ? 'dropout stays on' : 'dropout stays as it was';
    return `${node.written} is not called, so the mode does not change and ${effect}: write ${node.written}().`;
  },
  fix: ({ data: { node, known } }) => ({
    title: `Call ${node.written}()`,
    safe: known,
    edits: [{ span: { start: node.span.end, end: node.span.end }, text: '()' }],
  }),
});
