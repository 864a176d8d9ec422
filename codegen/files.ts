import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GeneratedFile } from './emit/generated-file.js';

/** What differs between a directory and what it should hold, by path. */
export interface Difference {
  readonly path: string;
  readonly kind: 'changed' | 'missing' | 'surplus';
}

/** Files that should not exist are a difference too. */
export function compareFiles(directory: string, files: readonly GeneratedFile[]): readonly Difference[] {
  const wanted = new Set(files.map((file) => file.path));
  const differences = files.flatMap(({ path, text }): readonly Difference[] => {
    const found = readText(join(directory, path));
    if (found === undefined) return [{ path, kind: 'missing' }];
    return found === text ? [] : [{ path, kind: 'changed' }];
  });
  const surplus = listFiles(directory).filter((path) => !wanted.has(path));
  return [...differences, ...surplus.map((path): Difference => ({ path, kind: 'surplus' }))].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

/**
 * Makes the directory hold these files, and no others if only we write there (`isOurs`); returns what
 * it had to change.
 */
export function writeFiles(
  directory: string,
  files: readonly GeneratedFile[],
  isOurs: boolean,
): readonly Difference[] {
  const differences = compareFiles(directory, files).filter(({ kind }) => isOurs || kind !== 'surplus');
  for (const { path, kind } of differences) {
    const target = join(directory, path);
    if (kind === 'surplus') {
      rmSync(target);
      continue;
    }
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, files.find((file) => file.path === path)?.text ?? '');
  }
  return differences;
}

export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Relative paths, with slashes on every system. */
function listFiles(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(directory, '/').length))
      .map((path) => path.replaceAll('\\', '/'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
