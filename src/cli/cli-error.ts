/** Something the user can mend: printed as one sentence, without a stack, and the exit code is 2. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: number;
  /** The ephemeral container it is about. */
  readonly containerName: string | undefined;

  constructor(sentence: string, exitCode = 2, containerName?: string) {
    super(sentence);
    this.exitCode = exitCode;
    this.containerName = containerName;
  }
}
