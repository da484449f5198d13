/** The page that explains what is behind a rule; undefined where none says more than the rule's own. */
export function topicOfRule(rule: string): string | undefined {
  return topicsOfRules.find(([word]) => rule.includes(word))?.[1];
}

/** The first word that a rule's name contains decides. */
const topicsOfRules: readonly (readonly [string, string])[] = [
  ['mc-dropout', 'monte-carlo-dropout'],
  ['batchnorm', 'batch-normalisation'],
  ['elementwise', 'spatial-dropout'],
  ['dimension', 'spatial-dropout'],
  ['alpha', 'alpha-dropout'],
  ['stochastic-depth', 'stochastic-depth'],
  ['attention', 'attention-dropout'],
  ['rnn', 'layers-and-libraries'],
  ['scale', 'scaling'],
  ['stacked', 'placement'],
  ['output', 'placement'],
  ['saturating', 'placement'],
  ['maxpool', 'placement'],
  ['high-rate-on-input', 'placement'],
  ['rng', 'what-dropout-is'],
  ['seed', 'what-dropout-is'],
  ['training-flag-as-rate', 'layers-and-libraries'],
  ['flag', 'train-and-eval'],
  ['mode', 'train-and-eval'],
  ['eval', 'train-and-eval'],
  ['always-on', 'train-and-eval'],
  ['forced-on', 'train-and-eval'],
  ['never-on', 'train-and-eval'],
  ['switch', 'train-and-eval'],
  ['shadowed', 'train-and-eval'],
  ['created-in-forward', 'train-and-eval'],
  ['unregistered', 'train-and-eval'],
  ['keep-prob', 'rate'],
  ['rate', 'rate'],
  ['api', 'layers-and-libraries'],
  ['argument', 'layers-and-libraries'],
  ['inplace', 'layers-and-libraries'],
];
