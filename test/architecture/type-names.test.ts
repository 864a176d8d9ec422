import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readSource } from '../root.js';
import { listSources } from './sources.js';

describe('names of types', () => {
  it.each(['src', 'codegen'])('are defined once in %s, so that a name means one thing', (folder) => {
    const owners = new Map<string, string[]>();
    for (const file of listSources(folder)) {
      for (const name of listTypes(file)) owners.set(name, [...(owners.get(name) ?? []), file]);
    }
    expect(owners.size).toBeGreaterThan(30);
    expect([...owners].filter(([, files]) => files.length > 1)).toEqual([]);
  });
});

/** The types, interfaces and classes that a file defines, exported or not; re-exports define nothing. */
function listTypes(file: string): string[] {
  const { statements } = ts.createSourceFile(file, readSource(file), ts.ScriptTarget.ES2022);
  return statements.flatMap((statement) =>
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    (ts.isClassDeclaration(statement) && statement.name)
      ? [statement.name?.text ?? '']
      : [],
  );
}
