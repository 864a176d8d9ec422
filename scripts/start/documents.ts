import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the generator, as `npm run generate` does. */
export function* showDocuments(): Generator<string> {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'codegen/main.ts'],
    { cwd: root, encoding: 'utf8', timeout: 120_000 },
  );
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`the generator stopped: ${stderr}`);
  yield* stdout.trimEnd().split('\n');
}
