/** Stops generation. Each problem is one sentence: what is wrong, and which file to edit. */
export class GenerationError extends Error {
  override readonly name = 'GenerationError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
