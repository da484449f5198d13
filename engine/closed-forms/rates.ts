/** Drop probabilities that the original papers used or advise, by place; both ends included. */
export const usualRates = {
  /** Hidden layers: .2 to .5. */
  hidden: { lowest: 0.2, highest: 0.5 },
  /** Inputs: keep at least .8. */
  input: { lowest: 0, highest: 0.2 },
  /** AlphaDropout, only together with SELU. */
  alpha: { lowest: 0.05, highest: 0.1 },
} as const;

/** From this drop probability on a written rate looks like a keep probability. */
export const suspiciousRate = 0.9;

/** Above this drop probability a rate is unusual. */
export const unusualRate = 0.5;
