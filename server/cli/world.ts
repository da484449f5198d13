/** What the commands know of the process they run in. */
export interface World {
  readonly folder: string;
  /** Standard output is a terminal that shows colours. */
  readonly colours: boolean;
  readonly cores: number;
  out(text: string | Uint8Array): void;
  err(text: string): void;
  readInput(): Promise<Buffer>;
}
