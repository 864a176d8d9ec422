const deadline = 60_000;
const pause = 200;

/** What comes of asking again and again, within a minute. */
export async function eventually<Result>(
  what: string,
  ask: () => Promise<Result | undefined>,
): Promise<Result> {
  for (const until = Date.now() + deadline; ; ) {
    const result = await ask();
    if (result !== undefined) return result;
    if (Date.now() > until) throw new Error(`${what} did not come within ${deadline} ms`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
