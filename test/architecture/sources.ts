import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { readSource, root } from '../root.js';

export interface Import {
  /** The file that imports, from the project's folder: `src/core/path.ts`. */
  readonly from: string;
  readonly line: number;
  /** As written: `./path.js`, `node:fs`. */
  readonly specifier: string;
  /** The imported file, from the project's folder; absent for a package. */
  readonly to?: string;
  /** Gone at run time. */
  readonly typeOnly: boolean;
}

/** All TypeScript files under these folders, from the project's folder, sorted. */
export function listSources(...folders: readonly string[]): string[] {
  return ts.sys
    .readDirectory(
      root,
      ['.ts'],
      ['**/node_modules'],
      folders.map((folder) => `${folder}/**/*`),
    )
    .map((file) => relative(root, file))
    .sort();
}

/** Every import, re-export, `import()` and import type of a file. */
export function listImports(file: string): Import[] {
  const source = ts.createSourceFile(file, readSource(file), ts.ScriptTarget.ES2022, true);
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: string, typeOnly: boolean) => {
    const to = specifier.startsWith('.') ? resolve(file, specifier) : undefined;
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    found.push({ from: file, line, specifier, typeOnly, ...(to === undefined ? {} : { to }) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node, node.moduleSpecifier.text, isTypeOnlyImport(node.importClause));
    } else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      add(node, node.moduleSpecifier.text, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      if (ts.isStringLiteral(node.argument.literal)) add(node, node.argument.literal.text, true);
    } else if (ts.isCallExpression(node) && isLoading(node.expression)) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteralLike(argument)) add(node, argument.text, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isLoading(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
  );
}

function isTypeOnlyImport(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const names = clause.namedBindings;
  if (clause.name || names === undefined || !ts.isNamedImports(names)) return false;
  return names.elements.length > 0 && names.elements.every((element) => element.isTypeOnly);
}

function resolve(from: string, specifier: string): string {
  return join(dirname(from), specifier).replace(/\.js$/, '.ts');
}
