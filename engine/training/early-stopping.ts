/** When a run ends before its last epoch. */
export interface EarlyStopping {
  readonly monitor: 'validation loss' | 'validation accuracy' | 'training loss';
  /** Epochs without improvement after which the run stops. */
  readonly patience: number;
  /** What a value must be better by, more than this, to count as an improvement. */
  readonly minDelta?: number;
  /** Whether the weights of the best epoch are put back at the end. */
  readonly restoreBest?: boolean;
}

/** The best epoch so far. */
export interface BestEpoch {
  readonly epoch: number;
  readonly value: number;
}

/** Whether a monitored value is an improvement over the best one; accuracies rise, losses fall. */
export function improves(
  value: number,
  best: BestEpoch | undefined,
  { monitor, minDelta = 0 }: EarlyStopping,
): boolean {
  if (!best) return true;
  const gain = monitor === 'validation accuracy' ? value - best.value : best.value - value;
  return gain > minDelta;
}
