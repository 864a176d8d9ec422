import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** The packages and built-in modules that a published file imports, through all chunks it shares. */
export function listExternals(file: string): string[] {
  const externals = new Set<string>();
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'), true, true);
    for (const { fileName } of importedFiles) {
      if (fileName.startsWith('.')) visit(declarationOf(path, join(dirname(path), fileName)));
      else externals.add(fileName);
    }
  };
  visit(file);
  return [...externals].sort();
}

/** A declaration file imports `./chunk.js` and means `./chunk.d.ts`. */
function declarationOf(from: string, to: string): string {
  return /\.d\.c?ts$/.test(from) ? to.replace(/\.(c?)js$/, '.d.$1ts') : to;
}
