/** Milliseconds after which a program, or what is waited for, is taken to hang: no measure of how fast it should be. */
export const hang = 240_000;

/**
 * Runs what is to get somewhere before a deadline passes, with longer deadlines where a shorter one was
 * not enough: what fails with the longest, in milliseconds, does not fail because the machine is slow.
 */
export async function withinSome<Result>(
  run: (limit: number) => Promise<Result>,
  [limit = hang, ...longer]: readonly number[] = [2_000, 12_000, 60_000],
): Promise<Result> {
  try {
    return await run(limit);
  } catch (error) {
    if (longer.length === 0) throw error;
    return await withinSome(run, longer);
  }
}
