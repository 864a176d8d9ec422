import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GeneratedFile } from './emit/generated-file.js';
import { writeFiles } from './files.js';

/** Formats the files as `biome check` wants them, in a folder of their own and in one go. */
export function formatFiles(files: readonly GeneratedFile[], root: string): readonly GeneratedFile[] {
  const folder = mkdtempSync(join(tmpdir(), 'generated-'));
  try {
    writeFiles(folder, [...files, { path: 'biome.json', text: readConfiguration(root) }], false);
    const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
    execFileSync(process.execPath, [biome, 'check', '--write', '--log-level=error'], {
      cwd: folder,
      stdio: 'pipe',
    });
    return files.map(({ path }) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** That of the repository, for a folder that is not under version control. */
function readConfiguration(root: string): string {
  const { vcs: _, files: __, ...configuration } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  return JSON.stringify(configuration);
}
