/**
 * Work that could not be done, though nothing was wrong with the input: a server that died, an installation that failed.
 * Its message reads `what. todo`; the command line prints it without a stack.
 */
export class Failure extends Error {
  /** What the reader of the message can do, a sentence. */
  readonly todo: string;
  /** Exit code of the command that it ends. */
  readonly exitCode: number;

  /** @param what what happened, without a full stop at its end */
  constructor(what: string, todo: string, { exitCode = 1, ...options }: ErrorOptions & { exitCode?: number } = {}) {
    super(`${what}. ${todo}`, options);
    this.name = 'Failure';
    this.todo = todo;
    this.exitCode = exitCode;
  }
}
