/** A command line that cannot be meant as it is written; the message says what is wrong with it. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly command?: string,
  ) {
    super(message);
  }
}
