import { useId } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { EpochReport } from '../../../engine/training';
import { epochsToReach } from '../../../engine/training/report';
import { formatFixed, formatNumber, formatShare } from '../../format';
import { Curves } from '../../workshop/curves';
import { Numbers } from '../../view/numbers';
import type { RunReport } from '../lab/messages';

/** The loss that epochs are counted to: better than guessing, and reached by most runs. */
export const countedLoss = 0.5;

/** One trained network: its validation loss, a picture, and a note below the title. */
export function RunSide({ run, note, headline, own = false, children }: RunSideProps) {
  const id = useId();
  const report = reportOf(run);
  return (
    <article class={own ? 'side own' : 'side'} aria-labelledby={id}>
      <h3 id={id}>{run.name}</h3>
      <p class="note">{run.message ?? note ?? accuracyOf(report)}</p>
      <p class="headline">
        <strong>{headline?.value ?? (report ? formatFixed(lossOf(report)) : '–')}</strong>
        <span>
          {headline?.label ??
            (report ? `validation loss after epoch ${report.epoch}` : 'not trained yet')}
        </span>
      </p>
      <div class="pictures">{children}</div>
    </article>
  );
}

interface RunSideProps {
  readonly run: RunReport;
  readonly note?: string;
  /** What stands in large letters; the validation loss where nothing else is given. */
  readonly headline?: { readonly value: string; readonly label: string };
  readonly own?: boolean;
  readonly children: ComponentChildren;
}

/** Validation and training loss of one run over the epochs. */
export function LossCurves({ run, epochs, ceiling, own = false }: LossCurvesProps) {
  const line = (of: (report: EpochReport) => number): { x: number; y: number }[] =>
    run.history.map((report) => ({ x: report.epoch, y: of(report) }));
  const look = own ? 'own' : 'other';
  return (
    <Curves
      series={[
        { name: 'validation', look, points: line(lossOf) },
        {
          name: 'training',
          look: `${look} faint`,
          points: line((one) => one.evaluatedTrainingLoss),
        },
      ]}
      domain={[1, epochs]}
      ceiling={ceiling}
      xName="epoch"
      yName="loss in evaluation"
      summary={`${run.name}: validation loss ${formatNumber(lastLoss(run))} after ${run.history.length} epochs.`}
    />
  );
}

interface LossCurvesProps {
  readonly run: RunReport;
  readonly epochs: number;
  readonly ceiling: number;
  readonly own?: boolean;
}

/** One ceiling for the curves of several runs, so that their heights compare. */
export function sharedCeiling(runs: readonly RunReport[]): number {
  const all = runs.flatMap(({ history }) => history.map(lossOf));
  return Math.min(3, Math.max(0.8, ...all) * 1.05);
}

/** The numbers of several runs beside each other. */
export function RunNumbers({ runs }: { readonly runs: readonly RunReport[] }) {
  const row = (name: string, of: (report: EpochReport, run: RunReport) => string): string[] => [
    name,
    ...runs.map((run) => {
      const report = reportOf(run);
      return report ? of(report, run) : '–';
    }),
  ];
  return (
    <Numbers
      caption="The runs"
      columns={['Quantity', ...runs.map(({ name }) => name)]}
      rows={[
        row('training loss in evaluation', (report) => formatNumber(report.evaluatedTrainingLoss)),
        row('validation loss', (report) => formatNumber(lossOf(report))),
        row('validation accuracy', (report) => formatShare(report.validationAccuracy ?? NaN)),
        row('lowest validation loss', (_, run) => formatNumber(lowestLoss(run))),
        row(`epochs to a validation loss of ${countedLoss}`, (_, { history }) =>
          String(epochsToReach(history, countedLoss) ?? 'not reached'),
        ),
        row('epochs trained', (_, { history }) => String(history.length)),
        row('weights below 0.001', ({ weights }) => `${weights.nearZeros} of ${weights.count}`),
        row('norm of the weights', ({ weights }) => formatNumber(weights.norm)),
      ]}
    />
  );
}

/** The report of the epoch whose weights are in use. */
export function reportOf({ history, epoch }: RunReport): EpochReport | undefined {
  return history[epoch - 1];
}

/** The validation loss of a report. */
export function lossOf(report: EpochReport): number {
  return report.validationLoss ?? report.evaluatedTrainingLoss;
}

/** The validation loss of the weights in use; not a number before the first epoch. */
export function lastLoss(run: RunReport): number {
  const report = reportOf(run);
  return report ? lossOf(report) : NaN;
}

function lowestLoss({ history }: RunReport): number {
  return Math.min(...history.map(lossOf));
}

function accuracyOf(report: EpochReport | undefined): string {
  return report ? `${formatShare(report.validationAccuracy ?? 0)} right on new points` : '';
}
