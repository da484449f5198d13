import type { CallContext, FileModel, Intent } from '../model';
import type { Span } from '../span';
import { lineAt } from './lines';

/** The words of an identifier: `MCDropout2d` gives mc, dropout, 2d; `enable_dropout` gives enable, dropout. */
export function wordsOf(identifier: string): readonly string[] {
  return identifier
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
}

const UNCERTAINTY =
  /^(mc|montecarlo|bayes|bayesian|uncertain|uncertainty|uncertainties|epistemic|aleatoric|permadropout|prenet|alwayson|permanent|always)$/;

/** Whether an identifier speaks of Monte-Carlo dropout, uncertainty or another use of dropout at inference. */
export function speaksOfUncertainty(identifier: string): boolean {
  const words = wordsOf(identifier);
  const text = words.join(' ');
  return (
    words.some((word) => UNCERTAINTY.test(word)) ||
    /\b(monte carlo|always on|stochastic forward|n samples|num samples|num passes|n passes|mc samples|enable dropout|activate dropout|apply during inference|pre net)\b/.test(
      text,
    )
  );
}

/** Whether a use that looks like a fault is one that the team has. */
export function isAccepted({ intent }: Pick<FileModel, 'intent'>, use: keyof Intent): boolean {
  return intent?.[use] !== false;
}

/** Whether dropout at inference is said to be meant around a place, and the team uses it so. */
export function isMeantAtInference(
  file: FileModel,
  context: Parameters<typeof isSaidAtInference>[1],
): boolean {
  return isAccepted(file, 'monteCarlo') && isSaidAtInference(file, context);
}

/** Whether the function, class or file around a place says that dropout is meant to run at inference. */
export function isSaidAtInference(
  file: FileModel,
  context: Pick<CallContext, 'function' | 'class' | 'guards' | 'target'>,
): boolean {
  const around = file.functions[context.function];
  const owner = file.classes[context.class];
  const names = [around?.name, owner?.name, context.target, fileName(file.uri)];
  const parameters = around?.parameters.map((one) => one.name) ?? [];
  return (
    [...names, ...parameters].some((name) => name !== undefined && speaksOfUncertainty(name)) ||
    context.guards.some((guard) => SWITCH.test(guard.text))
  );
}

/** Words in a condition that are an explicit switch for dropout at inference. */
const SWITCH =
  /\b(dropout_switch|use_dropout|mc|mc_dropout|always|stochastic|apply_during_inference|inference_dropout|enable_dropout)\b/;

/** Whether a comment on the same or the preceding line says that the author knows. */
export function isAcknowledged(file: FileModel, span: Span): boolean {
  const line = lineAt(file, span.start);
  return file.comments.some((comment) => {
    const at = lineAt(file, comment.span.start);
    return (at === line || at === line - 1) && isAcknowledging(comment);
  });
}

/** Whether a comment says that the author knows; a suppression names a rule, which says nothing of the kind. */
export function isAcknowledging({ text }: { readonly text: string }): boolean {
  return !text.startsWith('dropout-lens:') && ACKNOWLEDGED.test(text);
}

const ACKNOWLEDGED =
  /\b(always|inference|at test time|test[- ]time|mc|monte[- ]carlo|intention(al|ally)?|on purpose|deliberate(ly)?|not used|unused)\b/i;

function fileName(uri: string): string {
  return uri.split('/').pop() ?? '';
}
