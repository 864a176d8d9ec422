/** Something the user can mend: printed as one sentence, without a stack, and the exit code is 2. */
export class CliProblem extends Error {
  override readonly name = 'CliProblem';
  readonly exitCode: number;

  constructor(sentence: string, exitCode = 2) {
    super(sentence);
    this.exitCode = exitCode;
  }
}
