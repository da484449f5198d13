import {
  integerBelow,
  ownStream,
  restoreOwnStream,
  type Seed,
  type SequentialSource,
  type SourceState,
} from '../bits';
import type { Examples } from '../network/evaluation';
import type { NetworkSpecification } from '../network/layers';
import { targetWidth } from '../network/loss';
import {
  checkParameters,
  copyParameters,
  initialParameters,
  type Initialisation,
  type Parameters,
} from '../network/parameters';
import { noiseSources, prepare, type Workspace } from '../network/workspace';
import { trainBatch } from './batch';
import { improves, type BestEpoch, type EarlyStopping } from './early-stopping';
import { startOptimiser, type Optimiser, type OptimiserState } from './optimiser';
import type { Regularisation } from './penalty';
import { epochReport, type EpochReport } from './report';

/** Everything that decides a training run; plain data. */
export interface TrainingConfig {
  readonly network: NetworkSpecification;
  readonly training: Examples;
  readonly validation?: Examples;
  readonly batchSize: number;
  readonly epochs: number;
  readonly optimiser: Optimiser;
  readonly regularisation?: Regularisation;
  readonly earlyStopping?: EarlyStopping;
  readonly initialisation?: Initialisation;
  /** Weights to start from instead of fresh ones. */
  readonly initial?: Parameters;
  /** Initialisation, shuffling and each layer's masks draw from streams of their own under this seed. */
  readonly seed: Seed;
}

/** Where a run stands: plain data that a worker can send away and take up again. Its arrays are updated in place. */
export interface TrainingState {
  readonly status: 'running' | 'finished' | 'stopped early' | 'failed';
  /** Why a run failed, with the step. */
  readonly message?: string;
  readonly parameters: Parameters;
  readonly optimiser: OptimiserState;
  readonly shuffle: SourceState;
  readonly masks: readonly (SourceState | undefined)[];
  /** The order of the examples in this epoch. */
  readonly order: Uint32Array;
  /** Batches done in this epoch, and the sum of their losses times their sizes. */
  readonly batch: number;
  readonly lossSum: number;
  readonly history: readonly EpochReport[];
  readonly best?: BestEpoch & { readonly parameters?: Parameters };
}

/** A run's settings with the buffers that its steps reuse; one plan serves one state at a time. */
export interface TrainingPlan {
  readonly config: TrainingConfig;
  readonly workspace: Workspace;
  readonly batchInputs: Float64Array;
  readonly batchTargets: Float64Array;
  readonly batches: number;
}

/** Checks a configuration and makes its buffers; throws a RangeError for what cannot be trained. */
export function planTraining(config: TrainingConfig): TrainingPlan {
  const { network, batchSize, training } = config;
  if (!(Number.isInteger(batchSize) && batchSize >= 1))
    throw new RangeError('A batch needs at least 1 example.');
  if (training.count < 1) throw new RangeError('There are no examples to train on.');
  const rows = Math.min(batchSize, training.count);
  const hasBatchNorm = network.layers.some((layer) => layer.kind === 'batch norm');
  if (hasBatchNorm && (rows === 1 || training.count % rows === 1)) {
    throw new RangeError('BatchNorm cannot train on a batch of 1 example.');
  }
  const workspace = prepare(network, rows);
  if (config.initial) checkParameters(network, config.initial);
  return {
    config,
    workspace,
    batchInputs: new Float64Array(rows * workspace.inputs),
    batchTargets: new Float64Array(rows * targetWidth(network.loss, workspace.outputs)),
    batches: Math.ceil(training.count / rows),
  };
}

/** The state before the first step. */
export function startTraining({ config }: TrainingPlan): TrainingState {
  const { network, initial, seed } = config;
  const parameters = initial
    ? copyParameters(initial)
    : initialParameters(network, config.initialisation ?? 'torch linear', seed);
  const sizes = parameters.trainable.map((array) => array.length);
  return {
    status: config.epochs > 0 ? 'running' : 'finished',
    parameters,
    optimiser: startOptimiser(config.optimiser, sizes),
    shuffle: ownStream(seed, 'shuffle').state(),
    masks: noiseSources(network, seed).map((source) => source?.state()),
    order: Uint32Array.from({ length: config.training.count }, (_, i) => i),
    batch: 0,
    lossSum: 0,
    history: [],
  };
}

/** Runs up to `batches` further batches, but not past the end of an epoch; a run that has ended stays as it is. */
export function stepTraining(
  state: TrainingState,
  plan: TrainingPlan,
  batches = Infinity,
): TrainingState {
  if (state.status !== 'running') return state;
  const masks = state.masks.map((saved) => saved && restoreOwnStream(saved));
  const shuffle = restoreOwnStream(state.shuffle);
  if (state.batch === 0) shuffleOrder(state.order, shuffle);
  const rules = {
    optimiser: plan.config.optimiser,
    regularisation: plan.config.regularisation ?? {},
  };
  let { batch, lossSum, optimiser } = state;
  let failed: string | undefined;
  for (let done = 0; done < batches && batch < plan.batches && !failed; done++) {
    const rows = gather(plan, state.order, batch);
    const given = { inputs: plan.batchInputs, targets: plan.batchTargets, rows };
    const result = trainBatch(plan.workspace, state.parameters, optimiser, rules, given, masks);
    optimiser = { ...optimiser, steps: optimiser.steps + 1 };
    lossSum += result.loss * rows;
    batch++;
    if (!result.finite) failed = `Step ${optimiser.steps}: loss or weights are no longer finite.`;
  }
  const next: TrainingState = {
    ...state,
    optimiser,
    batch,
    lossSum,
    shuffle: shuffle.state(),
    masks: masks.map((source) => source?.state()),
  };
  if (failed) return { ...next, status: 'failed', message: failed };
  return batch === plan.batches ? endEpoch(next, plan) : next;
}

/** Trains a whole run at once. */
export function trainToEnd(config: TrainingConfig): TrainingState {
  const plan = planTraining(config);
  let state = startTraining(plan);
  while (state.status === 'running') state = stepTraining(state, plan);
  return state;
}

function endEpoch(state: TrainingState, { workspace, config }: TrainingPlan): TrainingState {
  const epoch = state.history.length + 1;
  const mean = state.lossSum / config.training.count;
  const report = epochReport(
    workspace,
    state.parameters,
    config,
    config.regularisation ?? {},
    epoch,
    mean,
  );
  const history = [...state.history, report];
  const next = { ...state, history, batch: 0, lossSum: 0 };
  return judged(next, report, config);
}

function judged(state: TrainingState, report: EpochReport, config: TrainingConfig): TrainingState {
  const rule = config.earlyStopping;
  const last = report.epoch >= config.epochs;
  if (!rule) return last ? { ...state, status: 'finished' } : state;
  const value = monitored(report, rule);
  const better = improves(value, state.best, rule);
  const kept = rule.restoreBest ? { parameters: copyParameters(state.parameters) } : {};
  const best = better ? { epoch: report.epoch, value, ...kept } : state.best;
  const waited = report.epoch - (best?.epoch ?? 0);
  if (waited < rule.patience && !last) return { ...state, best };
  const parameters = best?.parameters ? copyParameters(best.parameters) : state.parameters;
  return {
    ...state,
    best,
    parameters,
    status: waited >= rule.patience ? 'stopped early' : 'finished',
  };
}

function monitored(report: EpochReport, { monitor }: EarlyStopping): number {
  if (monitor === 'validation accuracy')
    return report.validationAccuracy ?? report.trainingAccuracy;
  if (monitor === 'validation loss') return report.validationLoss ?? report.evaluatedTrainingLoss;
  return report.trainingLoss;
}

function shuffleOrder(order: Uint32Array, source: SequentialSource): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = integerBelow(source, i + 1);
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
}

function gather(plan: TrainingPlan, order: Uint32Array, batch: number): number {
  const { training, network } = plan.config;
  const { rows: size, inputs, outputs } = plan.workspace;
  const width = targetWidth(network.loss, outputs);
  const rows = Math.min(size, training.count - batch * size);
  for (let row = 0; row < rows; row++) {
    const example = order[batch * size + row] as number;
    for (let i = 0; i < inputs; i++) {
      plan.batchInputs[row * inputs + i] = training.inputs[example * inputs + i] as number;
    }
    for (let i = 0; i < width; i++) {
      plan.batchTargets[row * width + i] = training.targets[example * width + i] as number;
    }
  }
  return rows;
}
