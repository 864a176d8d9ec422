type Value = unknown;

/** Keeps what still fails while taking parts of a JSON value away, a round of trials at a time. */
export async function minimize<Case extends object>(
  start: Case,
  stillFails: (trials: readonly Case[]) => Promise<readonly boolean[]>,
): Promise<Case> {
  let smallest = start;
  for (let round = 0; round < 60; round++) {
    const trials = smaller(smallest) as Case[];
    const verdicts = await stillFails(trials);
    const found = trials.filter((_, index) => verdicts[index]);
    if (found.length === 0) return smallest;
    smallest = found.reduce((least, trial) => (size(trial) < size(least) ? trial : least));
  }
  return smallest;
}

function size(value: Value): number {
  return JSON.stringify(value).length;
}

/** The value with one part less, for every part. */
function smaller(value: Value): Value[] {
  if (typeof value === 'string') return value.length > 12 ? [value.slice(0, value.length >> 1)] : [];
  if (Array.isArray(value)) return smallerList(value);
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  return entries.flatMap(([key, part], index) => {
    const rest = entries.filter((_, at) => at !== index);
    const replaced = smaller(part).map((less) =>
      entries.map((entry, at) => (at === index ? [key, less] : entry)),
    );
    return [Object.fromEntries(rest), ...replaced.map((list) => Object.fromEntries(list))];
  });
}

function smallerList(list: readonly Value[]): Value[] {
  return list.flatMap((part, index) => [
    list.filter((_, at) => at !== index),
    ...smaller(part).map((less) => list.map((other, at) => (at === index ? less : other))),
  ]);
}
