const context = 3;
const most = 40;

/** The first place where two texts differ, as a unified diff of a few lines. */
export function firstDifference(path: string, before: string, after: string): string {
  const old = before.split('\n');
  const fresh = after.split('\n');
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start++;
  let oldEnd = old.length;
  let freshEnd = fresh.length;
  while (oldEnd > start && freshEnd > start && old[oldEnd - 1] === fresh[freshEnd - 1]) {
    oldEnd--;
    freshEnd--;
  }
  const from = Math.max(0, start - context);
  const lines = [
    ...old.slice(from, start).map((line) => ` ${line}`),
    ...old.slice(start, oldEnd).map((line) => `-${line}`),
    ...fresh.slice(start, freshEnd).map((line) => `+${line}`),
    ...old.slice(oldEnd, oldEnd + context).map((line) => ` ${line}`),
  ];
  const more = lines.length - most;
  return [
    `--- ${path}`,
    `+++ ${path} (generated)`,
    `@@ -${from + 1},${oldEnd - from} +${from + 1},${freshEnd - from} @@`,
    ...lines.slice(0, most),
    ...(more > 0 ? [`… ${more} more lines`] : []),
  ].join('\n');
}
