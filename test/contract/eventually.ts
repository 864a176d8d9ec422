const deadline = 120_000;
const pause = 100;

/** What comes of asking again and again, within two minutes. */
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
