import { useId } from 'preact/hooks';
import type { EpochReport } from '../../engine/training';
import type { Examples } from '../../engine/network';
import { epochsToReach } from '../../engine/training/report';
import { formatFixed, formatNumber, formatShare } from '../format';
import type { PairProgress, RunProgress } from './messages';
import { Curves, type Series } from './curves';
import { Decision } from './decision';
import type { Exportable } from './export';
import type { Store } from '../store';
import { ExportRow } from './export-row';
import { Numbers } from '../view/numbers';
import { regulariserTitle } from './regularisers';

/** The two runs beside each other: decision, curves and numbers. */
export function PairResult({ store, pair }: PairResultProps) {
  const { own, rival, task, examples } = pair;
  const [title, rivalTitle] = [task.own, task.rival].map((name) =>
    regulariserTitle(name, task),
  ) as [string, string];
  const reached = [own, rival].flatMap(({ history }) => history.map(lossOf));
  const ceiling = Math.min(3, Math.max(0.8, ...reached) * 1.05);
  return (
    <div class="pair">
      <div class="sides">
        <RunSide title={title} run={own} examples={examples} own />
        <RunSide title={rivalTitle} run={rival} examples={examples} />
      </div>
      <Curves
        series={seriesOf(title, rivalTitle, pair)}
        domain={[1, Math.max(2, task.epochs)]}
        ceiling={ceiling}
        xName="epoch"
        yName="loss in evaluation"
        summary={`Validation loss now ${sentence(title, own)} and ${sentence(rivalTitle, rival)}.`}
      />
      <Numbers
        caption="The two runs"
        columns={['Quantity', title, rivalTitle]}
        rows={rowsOf([own, rival])}
      />
      <ExportRow store={store} label="Save the runs as" what={() => exportable(pair)} />
    </div>
  );
}

interface PairResultProps {
  readonly store: Store;
  readonly pair: PairProgress;
}

function exportable({ task, own, rival }: PairProgress): Exportable {
  const rows = (side: string, { history }: RunProgress): (string | number)[][] =>
    history.map((report) => [
      side,
      report.epoch,
      report.trainingLoss,
      report.evaluatedTrainingLoss,
      report.validationLoss ?? NaN,
      report.validationAccuracy ?? NaN,
    ]);
  return {
    name: 'training',
    pictures: '.pair .figure > svg',
    rows: [
      [
        'run',
        'epoch',
        'training loss',
        'training loss in evaluation',
        'validation loss',
        'validation accuracy',
      ],
      ...rows(task.own, own),
      ...rows(task.rival, rival),
    ],
    data: { task, own: own.history, rival: rival.history },
  };
}

function RunSide({ title, run, examples, own = false }: RunSideProps) {
  const id = useId();
  const report = reportOf(run);
  const status =
    run.message ?? (run.status === 'stopped early' ? 'stopped early, best weights put back' : '');
  return (
    <article class={own ? 'side own' : 'side'} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <p class="note">
        {status || `${formatShare(report?.validationAccuracy ?? 0)} right on new points`}
      </p>
      <p class="headline">
        <strong>{report ? formatFixed(lossOf(report)) : '–'}</strong>
        <span>validation loss{report ? ` after epoch ${report.epoch}` : ''}</span>
      </p>
      <Decision
        map={run.map}
        points={examples}
        summary={`What the network decides: ${sentence(title, run)}.`}
      />
    </article>
  );
}

interface RunSideProps {
  readonly title: string;
  readonly run: RunProgress;
  readonly examples: Examples;
  readonly own?: boolean;
}

function seriesOf(title: string, rivalName: string, { own, rival }: PairProgress): Series[] {
  const line = ({ history }: RunProgress, of: (report: EpochReport) => number): Series['points'] =>
    history.map((report) => ({ x: report.epoch, y: of(report) }));
  const training = (report: EpochReport): number => report.evaluatedTrainingLoss;
  return [
    { name: `${title}, validation`, look: 'own', points: line(own, lossOf) },
    { name: `${title}, training`, look: 'own faint', points: line(own, training) },
    { name: `${rivalName}, validation`, look: 'other', points: line(rival, lossOf) },
    { name: `${rivalName}, training`, look: 'other faint', points: line(rival, training) },
  ];
}

function rowsOf(runs: readonly RunProgress[]): string[][] {
  const row = (name: string, of: (report: EpochReport, run: RunProgress) => string): string[] => [
    name,
    ...runs.map((run) => {
      const report = reportOf(run);
      return report ? of(report, run) : '–';
    }),
  ];
  const lowest = ({ history }: RunProgress): number => Math.min(...history.map(lossOf));
  return [
    row('training loss in training mode', ({ trainingLoss }) => formatNumber(trainingLoss)),
    row('training loss in evaluation', (report) => formatNumber(report.evaluatedTrainingLoss)),
    row('validation loss', (report) => formatNumber(lossOf(report))),
    row('validation accuracy', (report) => formatShare(report.validationAccuracy ?? NaN)),
    row('lowest validation loss', (_, run) => formatNumber(lowest(run))),
    row('epochs to a validation loss of 0.45', (_, { history }) =>
      String(epochsToReach(history, 0.45) ?? 'not reached'),
    ),
    row('weights below 0.001', ({ weights }) => `${weights.nearZeros} of ${weights.count}`),
    row('norm of the weights', ({ weights }) => formatNumber(weights.norm)),
  ];
}

function reportOf({ history, epoch }: RunProgress): EpochReport | undefined {
  return history[epoch - 1];
}

function lossOf(report: EpochReport): number {
  return report.validationLoss ?? report.evaluatedTrainingLoss;
}

function sentence(title: string, run: RunProgress): string {
  const report = reportOf(run);
  return report ? `${title}: ${formatNumber(lossOf(report))}` : `${title}: not trained yet`;
}
