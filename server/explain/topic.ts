/** One topic of the explainer as Markdown; hovers, the explainer view and `explain` show the same words. */
export interface Topic {
  readonly id: string;
  readonly markdown: string;
}
