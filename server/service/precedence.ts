import type { Finding } from '../model/finding';
import type { ClassModel } from '../model/model';
import type { Span } from '../model/span';

/** Several rules may match one defect: the winner speaks and the losers at the same place are silent. */
interface Precedence {
  readonly winner: string;
  readonly losers: readonly string[];
  /** 'span': the findings overlap; 'places': one of their related places may, too; 'class': both lie in one class. */
  readonly reach: 'span' | 'places' | 'class';
}

const precedences: readonly Precedence[] = [
  { winner: 'rate-not-passed', losers: ['rate-out-of-range'], reach: 'span' },
  {
    winner: 'keep-prob-as-rate',
    losers: ['rate-drops-everything', 'extreme-rate', 'rate-out-of-range'],
    reach: 'span',
  },
  {
    winner: 'training-flag-as-rate',
    losers: ['rate-wrong-type', 'functional-dropout-always-on'],
    reach: 'span',
  },
  {
    winner: 'rate-wrong-type',
    losers: ['attention-dropout-always-on', 'rate-drops-everything'],
    reach: 'span',
  },
  { winner: 'functional-dropout-never-on', losers: ['inference-mode-in-training'], reach: 'span' },
  { winner: 'shadowed-train-method', losers: ['training-flag-is-method'], reach: 'class' },
  { winner: 'unregistered-dropout', losers: ['unused-dropout'], reach: 'places' },
  {
    winner: 'dropout-created-in-forward',
    losers: ['functional-dropout-always-on', 'unregistered-dropout'],
    reach: 'span',
  },
  { winner: 'dropout-before-batchnorm', losers: ['redundant-with-batchnorm'], reach: 'places' },
  {
    winner: 'dropout-after-output',
    losers: ['dropout-before-saturating-activation', 'stacked-dropout'],
    reach: 'places',
  },
  { winner: 'known-framework-defect', losers: ['hardwired-training-flag'], reach: 'span' },
  { winner: 'dropout-api-mismatch', losers: ['keep-prob-as-rate'], reach: 'span' },
  { winner: 'training-mode-at-inference', losers: ['missing-eval-mode'], reach: 'span' },
];

/** Leaves one finding of each defect that several rules have found. */
export function applyPrecedence(
  findings: readonly Finding[],
  classes: readonly ClassModel[],
): readonly Finding[] {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const alike = byRule.get(finding.rule) ?? [];
    byRule.set(finding.rule, alike);
    alike.push(finding);
  }
  return findings.filter((loser) => {
    const winners = precedences
      .filter(({ losers }) => losers.includes(loser.rule))
      .flatMap(({ winner }) => byRule.get(winner) ?? []);
    return !winners.some((winner) => beats(winner, loser, classes));
  });
}

function beats(winner: Finding, loser: Finding, classes: readonly ClassModel[]): boolean {
  const row = precedences.find(
    (one) => one.winner === winner.rule && one.losers.includes(loser.rule),
  );
  switch (row?.reach) {
    case undefined:
      return false;
    case 'span':
      return share(winner.span, loser.span);
    case 'places':
      return placesOf(winner).some((one) => placesOf(loser).some((other) => share(one, other)));
    case 'class':
      return classes.some((one) => share(one.span, winner.span) && share(one.span, loser.span));
  }
}

function placesOf(finding: Finding): Span[] {
  const related = finding.related.filter(({ uri }) => uri === undefined);
  return [finding.span, ...related.map((place) => place.span)];
}

/** Whether the spans have a character in common: neighbours that only touch are different places. */
function share(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}
