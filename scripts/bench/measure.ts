/** The middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error('there is no median of nothing');
  return (lower + upper) / 2;
}

/** Calls per millisecond of `run`, called round-robin on `inputs` for at least `milliseconds`. */
export function rate<Input>(inputs: readonly Input[], run: (input: Input) => unknown, milliseconds: number) {
  const start = performance.now();
  let calls = 0;
  let kept: unknown;
  let elapsed = 0;
  while (elapsed < milliseconds) {
    for (let pass = 0; pass < 16; pass++) for (const input of inputs) kept = run(input);
    calls += 16 * inputs.length;
    elapsed = performance.now() - start;
  }
  // so that no compiler may drop the calls
  if (kept === rate) throw new Error('unreachable');
  return calls / elapsed;
}

/**
 * How many times faster than `base` each candidate is: the median over rounds in which all take
 * turns, so that a busy machine slows them alike.
 */
export function interleave(
  base: () => number,
  candidates: readonly (() => number)[],
  rounds: number,
): number[] {
  const ratios = candidates.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++) {
    const before = base();
    const rates = candidates.map((candidate) => candidate());
    const reference = (before + base()) / 2;
    for (const [index, value] of rates.entries()) ratios[index]?.push(value / reference);
  }
  return ratios.map(median);
}
