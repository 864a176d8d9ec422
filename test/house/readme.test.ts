import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extractFences, type Fence } from '../types/fences.js';
import { createProgram, listErrors, readOptions } from '../types/program.js';
import { readSource, root } from './sources.js';

const fences = extractFences('README.md', readSource('README.md'));

describe('README.md', () => {
  const runs = fences.flatMap((fence, index) => {
    const output = fences[index + 1];
    return fence.info === 'run' && output?.info === 'output' ? [[fence.line, fence, output] as const] : [];
  });

  it('has code that runs', () => {
    expect(runs.length).toBeGreaterThan(1);
    expect(fences.filter(({ info }) => info === 'run')).toHaveLength(runs.length);
  });

  it.each(runs)('prints what it says at line %i', async (_, fence, output) => {
    expect(await runModule(fence)).toBe(output.code);
  });

  const sessions = fences.filter(({ language }) => language === 'console');
  it.each(sessions.map((fence) => [fence.line, fence] as const))(
    'answers as at line %i',
    async (_, fence) => {
      const [command = '', ...answer] = fence.code.split('\n');
      const args = command.replace('$ ephemeral-containers ', '').split(' ');
      const main = join(root, 'src/cli/main.ts');
      const printed = await run(['--import', 'tsx', main, ...args], join(root, 'examples'));
      expect(printed).toBe(answer.join('\n'));
    },
  );

  it('quotes what the compiler says', () => {
    const quoted = fences.filter(({ code }) => code.includes('@ts-expect-error'));
    expect(quoted.length).toBeGreaterThan(0);
    for (const fence of quoted) {
      const said = compile(fence.code.replaceAll('@ts-expect-error', 'says'));
      for (const quote of readQuotes(fence.code)) expect(said).toContain(quote);
    }
  });
});

/** The words after `@ts-expect-error`, and on the comment lines that follow. */
function readQuotes(code: string): string[] {
  return [...code.matchAll(/@ts-expect-error ((?:.*\n\s*\/\/ )*.*)/g)].map(([, words = '']) =>
    words.replaceAll(/\n\s*\/\/ /g, ' '),
  );
}

function compile(code: string): string {
  const path = 'examples/fences/quoted.ts';
  const options = readOptions({ noUnusedLocals: false });
  return (listErrors(createProgram([], options, new Map([[path, code]])), [path]).get(path) ?? []).join('\n');
}

/** Runs a block from the sources, in a folder of its own that imports resolve from. */
async function runModule({ code }: Fence): Promise<string> {
  const folder = mkdtempSync(join(root, 'examples/run-'));
  try {
    const paths = {
      'ephemeral-containers': ['../../src/index.ts'],
      'ephemeral-containers/client': ['../../src/client/index.ts'],
      'ephemeral-containers/testing': ['../../src/testing/index.ts'],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { paths } }));
    writeFileSync(join(folder, 'block.ts'), code);
    return await run(['--import', 'tsx', 'block.ts'], folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, timeout: 90_000, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    const problems: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => problems.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const printed = Buffer.concat(chunks).toString();
      if (signal === null && code !== null && (code === 0 || printed !== '')) resolve(printed);
      else reject(new Error(`exited with ${code ?? signal}: ${Buffer.concat(problems)}`));
    });
  });
}
