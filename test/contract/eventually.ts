import { hang } from '../limits.js';

const pause = 100;

/** What comes of asking again and again. */
export async function eventually<Result>(
  what: string,
  ask: () => Promise<Result | undefined>,
): Promise<Result> {
  for (const until = Date.now() + hang; ; ) {
    const result = await ask();
    if (result !== undefined) return result;
    if (Date.now() > until) throw new Error(`${what} did not come within ${hang} ms`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
