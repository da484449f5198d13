import { useId } from 'preact/hooks';
import type { EpochReport } from '../../engine/training';
import type { Examples } from '../../engine/network';
import { formatFixed, formatNumber, formatShare } from '../format';
import type { PairProgress, RunProgress } from '../training/messages';
import { Curves, type Series } from './figures/curves';
import { Decision } from './figures/decision';

/** The two runs beside each other: decision, curves and numbers. */
export function PairResult({ pair, rivalName }: PairResultProps) {
  const { dropout, rival, task, examples } = pair;
  const title = `Dropout ${formatNumber(task.rate)}`;
  const reached = [dropout, rival].flatMap(({ history }) => history.map(lossOf));
  const ceiling = Math.min(3, Math.max(0.8, ...reached) * 1.05);
  return (
    <>
      <div class="sides">
        <RunSide title={title} run={dropout} examples={examples} own />
        <RunSide title={rivalName} run={rival} examples={examples} />
      </div>
      <Curves
        series={seriesOf(title, rivalName, pair)}
        domain={[1, Math.max(2, task.epochs)]}
        ceiling={ceiling}
        xName="epoch"
        yName="loss in evaluation"
        summary={`Validation loss now ${sentence(title, dropout)} and ${sentence(rivalName, rival)}.`}
      />
      <RunTable
        columns={[
          { title, run: dropout },
          { title: rivalName, run: rival },
        ]}
      />
    </>
  );
}

interface PairResultProps {
  readonly pair: PairProgress;
  readonly rivalName: string;
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

function seriesOf(title: string, rivalName: string, { dropout, rival }: PairProgress): Series[] {
  const line = ({ history }: RunProgress, of: (report: EpochReport) => number): Series['points'] =>
    history.map((report) => ({ x: report.epoch, y: of(report) }));
  const training = (report: EpochReport): number => report.evaluatedTrainingLoss;
  return [
    { name: `${title}, validation`, look: 'own', points: line(dropout, lossOf) },
    { name: `${title}, training`, look: 'own faint', points: line(dropout, training) },
    { name: `${rivalName}, validation`, look: 'other', points: line(rival, lossOf) },
    { name: `${rivalName}, training`, look: 'other faint', points: line(rival, training) },
  ];
}

function RunTable({ columns }: RunTableProps) {
  return (
    <details class="numbers">
      <summary>Numbers</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Quantity</th>
            {columns.map(({ title }) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, of }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {columns.map(({ title, run }) => (
                <td key={title}>{cell(run, of)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

interface RunTableProps {
  readonly columns: readonly { readonly title: string; readonly run: RunProgress }[];
}

const rows: readonly {
  readonly name: string;
  readonly of: (report: EpochReport, run: RunProgress) => string;
}[] = [
  { name: 'training loss in training mode', of: ({ trainingLoss }) => formatNumber(trainingLoss) },
  {
    name: 'training loss in evaluation',
    of: (report) => formatNumber(report.evaluatedTrainingLoss),
  },
  { name: 'validation loss', of: (report) => formatNumber(lossOf(report)) },
  { name: 'validation accuracy', of: (report) => formatShare(report.validationAccuracy ?? NaN) },
  {
    name: 'lowest validation loss',
    of: (_, { history }) => formatNumber(Math.min(...history.map(lossOf))),
  },
  { name: 'epochs to a validation loss of 0.45', of: (_, run) => epochsTo(run, 0.45) },
  { name: 'weights below 0.001', of: ({ weights }) => `${weights.nearZeros} of ${weights.count}` },
  { name: 'norm of the weights', of: ({ weights }) => formatNumber(weights.norm) },
];

function cell(run: RunProgress, of: (report: EpochReport, run: RunProgress) => string): string {
  const report = reportOf(run);
  return report ? of(report, run) : '–';
}

function epochsTo({ history }: RunProgress, loss: number): string {
  const first = history.find((report) => lossOf(report) <= loss);
  return first ? String(first.epoch) : 'not reached';
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
