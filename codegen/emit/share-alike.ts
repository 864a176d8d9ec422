import type { FunctionDeclarationStructure } from 'ts-morph';

/** Of functions that differ in nothing but their name, one: two API types may be alike. */
export function shareAlike(
  functions: readonly FunctionDeclarationStructure[],
): readonly FunctionDeclarationStructure[] {
  const kept = new Map<string, FunctionDeclarationStructure>();
  const names = new Map<string, string>();
  for (const each of functions) {
    const text = JSON.stringify([each.parameters, each.statements]);
    const first = kept.get(text);
    if (first === undefined) kept.set(text, each);
    else names.set(each.name ?? '', first.name ?? '');
  }
  return [...kept.values()].map((each) => ({ ...each, statements: renamed(each.statements, names) }));
}

function renamed(
  statements: FunctionDeclarationStructure['statements'],
  names: ReadonlyMap<string, string>,
): string[] {
  const lines = Array.isArray(statements) ? statements.map(String) : [];
  return lines.map((line) => line.replace(/\w+/g, (word) => names.get(word) ?? word));
}
