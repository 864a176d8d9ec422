import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../programs/run-program.js';
import { takeTurn } from '../programs/take-turn.js';
import { root } from '../root.js';
import { listSources } from './sources.js';

export interface BuiltPackage {
  /** A folder with `node_modules/ephemeral-containers` in it, unpacked from what npm would publish. */
  readonly consumer: string;
  readonly tarball: string;
  /** The published files, from the package's folder. */
  readonly files: readonly string[];
}

const cache = join(root, 'node_modules/.cache/ephemeral-containers');

/**
 * Builds, packs and unpacks the package: once for all test files, which run side by side, and not
 * at all where nothing has changed since the last time.
 */
export async function builtPackage(): Promise<BuiltPackage> {
  mkdirSync(cache, { recursive: true });
  return await takeTurn(join(cache, 'lock'), async () => {
    const digest = digestInputs();
    const record = join(cache, 'built.json');
    const last = existsSync(record) ? readRecord(record) : undefined;
    if (last?.digest === digest && existsSync(join(root, 'dist/index.js'))) return last;
    rmSync(record, { force: true });
    await runProgram('npm', ['run', '--silent', 'build']);
    const built = await packAndUnpack();
    writeFileSync(record, JSON.stringify({ digest, ...built }));
    return built;
  });
}

function readRecord(file: string): BuiltPackage & { readonly digest: string } {
  return JSON.parse(readFileSync(file, 'utf8')) as BuiltPackage & { readonly digest: string };
}

async function packAndUnpack(): Promise<BuiltPackage> {
  const output = await runProgram('npm', ['pack', '--silent', '--json', '--pack-destination', cache]);
  const [packed] = JSON.parse(output) as [{ filename: string; files: { path: string }[] }];
  const tarball = join(cache, packed.filename);
  const consumer = join(cache, 'consumer');
  const target = join(consumer, 'node_modules/ephemeral-containers');
  rmSync(consumer, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  await runProgram('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
  return { consumer, tarball, files: packed.files.map(({ path }) => path).sort() };
}

function digestInputs(): string {
  const hash = createHash('sha256');
  const files = [
    'package.json',
    'package-lock.json',
    'tsup.config.ts',
    'tsconfig.json',
    'tsconfig.build.json',
  ];
  for (const file of [...files, ...listSources('src', 'generated', 'codegen')]) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}
