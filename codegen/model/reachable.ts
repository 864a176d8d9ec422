/** All names that `next` leads to from the roots, depth first, each once. */
export function reachable(
  roots: readonly string[],
  next: (name: string) => readonly string[],
): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const other of next(name)) visit(other);
  };
  for (const root of roots) visit(root);
  return [...found];
}
