/** The known word closest to a misspelt one; undefined where none is close enough to be meant. */
export function findNearest(word: string, words: readonly string[]): string | undefined {
  const given = word.toLowerCase();
  let nearest: string | undefined;
  let least = Math.min(4, Math.ceil(word.length / 3) + 1);
  for (const each of words) {
    const distance = countEdits(given, each.toLowerCase());
    if (distance < least) [nearest, least] = [each, distance];
  }
  return nearest;
}

/** How many characters have to be put in, taken out or replaced, or neighbours exchanged. */
function countEdits(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isExchanged = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      next[column] = Math.min(
        (next[column - 1] ?? 0) + 1,
        (last[column] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isExchanged ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, last] = [last, next];
  }
  return last[to.length] ?? 0;
}
