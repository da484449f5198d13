/** One topic of the explainer as Markdown; the hover, the explainer view and `explain` show the same words. */
export interface Topic {
  readonly id: string;
  readonly markdown: string;
}

/** All topics in reading order. */
export const topics: readonly Topic[] = [];
