import type { Framework } from './framework';

/** What the simulator is opened with: one layer of the user's, as far as it is known. */
export interface SimulationInput {
  readonly framework: Framework;
  /** Canonical qualified name: `torch.nn.Dropout`. */
  readonly api: string;
  /** As a person would write it: `nn.Dropout(p=0.5)`; what was flagged, where no layer was read. */
  readonly title: string;
  /** Whether `title` names code that was flagged and not a layer. */
  readonly layerless?: boolean;
  readonly variant: string;
  /** Probability of dropping; absent where it is not known. */
  readonly rate?: number;
  /** What the framework makes of a rate at or outside the ends of its range: `error at call`, `all zero`. */
  readonly outcome?: string;
  /** The rate as written in the code. */
  readonly rateText: string;
  readonly mode: 'module' | 'on' | 'off' | 'argument' | 'none' | 'unknown';
  /** Units (or channels) of the tensor that goes in; absent where it is not known. */
  readonly width?: number;
  /** Dimensions of that tensor, batch included, as far as the producer fixes it. */
  readonly rank?: number;
  readonly producer?: Neighbour;
  /** The other dropout that the first finding is about. */
  readonly partner?: Neighbour;
  /** In the order in which the values reach them, the nearest first. */
  readonly followers: readonly Neighbour[];
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
  }[];
  /** The model it belongs to: class or variable name. */
  readonly model?: string;
  readonly source: { readonly uri: string; readonly start: number; readonly end: number };
  /** Where the finding stands that the layer is looked at for, where the layer itself stands elsewhere. */
  readonly flagged?: { readonly start: number; readonly end: number };
}

export interface Neighbour {
  readonly kind: string;
  /** As a person would write it: `nn.BatchNorm1d(64)`. */
  readonly title: string;
  /** Of another dropout: its probability of dropping, where it is known. */
  readonly rate?: number;
}
