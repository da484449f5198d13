import type { CallContext } from '../model/model';
import { constantOf } from '../model/walks/constants';
import { isDropoutLayer } from '../model/walks/layers';
import { defineRule } from './rule';

export default defineRule<{ readonly written: string }, Record<string, never>>({
  id: 'fake-dropout-switch',
  summary: 'Freezing is used to switch dropout off',
  group: 'no-effect',
  severity: 'information',
  fixClass: '-',
  *check(file) {
    for (const use of file.uses) {
      const [flag] = use.args;
      const isOff =
        use.name === 'requires_grad_' && flag !== undefined && constantOf(flag.value) === false;
      if (!isOff || !use.receiver) continue;
      if (isDropoutLayer(use.receiver) || isPickedAsDropout(use.context, use.written)) {
        yield { span: use.span, data: { written: use.written } };
      }
    }
    for (const store of file.stores) {
      const isOff =
        /^(requires_grad|trainable)$/.test(store.name) && constantOf(store.value) === false;
      if (!isOff) continue;
      if (
        isDropoutLayer(store.object) ||
        isPickedAsDropout(store.context, `${store.objectText}.`)
      ) {
        yield { span: store.span, data: { written: `${store.objectText}.${store.name}` } };
      }
    }
  },
  message: ({ data: { written } }) =>
    `${written} does not switch dropout off: a dropout layer has no parameters, ` +
    `only ${written.endsWith('.trainable') ? 'the training flag of the call' : 'eval()'} stops it.`,
});

/** Under `if isinstance(module, nn.Dropout)` for the same name. */
function isPickedAsDropout(context: CallContext, written: string): boolean {
  const name = written.split('.')[0] ?? '';
  return context.guards.some(
    (guard) =>
      guard.holds && new RegExp(`isinstance\\(\\s*${name}\\s*,[^)]*Dropout`).test(guard.text),
  );
}
