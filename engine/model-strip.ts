/** The layers of a model in the order in which the values pass, as far as the code was read. */
export interface ModelStrip {
  /** Class or variable name. */
  readonly name: string;
  readonly stops: readonly ModelStop[];
}

/** One layer, or call, of the strip. */
export interface ModelStop {
  readonly kind: string;
  /** As a person would write it: `nn.Linear(64, 10)`. */
  readonly title: string;
  /** Its output goes to the next stop and nowhere else, so something may be put between. */
  readonly open: boolean;
  /** Probability of dropping, for a dropout whose rate is known. */
  readonly rate?: number;
}
