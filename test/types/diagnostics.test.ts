import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { installedCompat } from '../compat/installed.js';
import { runProgram } from '../programs/run-program.js';
import { root } from '../root.js';
import { createProgram, listErrors, readOptions } from './program.js';

// the text of an error is what a user sees of these types: `UPDATE_DIAGNOSTICS=1` writes it down anew
const update = process.env['UPDATE_DIAGNOSTICS'] === '1';
const folder = 'test/types/diagnostics';
const cases = readdirSync(join(root, folder))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replace(/\.ts$/, ''));
const files = cases.map((name) => `${folder}/${name}.ts`);

describe('diagnostics of TypeScript 5.9', () => {
  let errors: Map<string, string[]>;
  beforeAll(() => {
    errors = listErrors(createProgram(files, readOptions()), files);
  }, 120_000);

  it.each(cases)('%s', (name) => {
    const found = errors.get(`${folder}/${name}.ts`) ?? [];
    const text = `${found.join('\n\n')}\n`;
    const baseline = join(root, folder, `${name}.errors.txt`);
    if (update) writeFileSync(baseline, text);
    expect(found.length).toBeGreaterThan(0);
    expect(existsSync(baseline), `no ${baseline}: write it with UPDATE_DIAGNOSTICS=1`).toBe(true);
    expect(text).toBe(readFileSync(baseline, 'utf8'));
    for (const phrase of phrasesOf(name)) expect(text).toContain(phrase);
  });

  it('has no baseline of a case that is gone', () => {
    const stale = readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.errors.txt'))
      .filter((name) => !cases.includes(name.replace('.errors.txt', '')));
    if (update) for (const name of stale) rmSync(join(root, folder, name));
    else expect(stale).toEqual([]);
  });
});

// other releases word and order parts of a message in their own way, but the reason is there
describe.each(['tsc6', 'tsc7'] as const)('diagnostics of %s', (compiler) => {
  let output: string;
  beforeAll(async () => {
    const compat = await installedCompat();
    const args = [compat[compiler], '--pretty', 'false', '-p', join(root, folder)];
    output = await runProgram(process.execPath, args, { seconds: 120, anyExit: true });
  }, 600_000);

  it.each(cases)('%s', (name) => {
    const text = errorsIn(output, `${name}.ts`);
    expect(text).toMatch(/error TS\d+/);
    for (const phrase of phrasesOf(name)) expect(text).toContain(phrase);
  });
});

/** What `// says:` lines want to be part of the errors of a case. */
function phrasesOf(name: string): string[] {
  const source = readFileSync(join(root, folder, `${name}.ts`), 'utf8');
  return [...source.matchAll(/^\/\/ says: (.*)$/gm)].map(([, phrase = '']) => phrase);
}

/** The errors of one file, with the indented lines that elaborate them. */
function errorsIn(output: string, file: string): string {
  const blocks = output.split(/\n(?=\S)/);
  return blocks.filter((block) => block.includes(`/${file}(`) || block.startsWith(`${file}(`)).join('\n');
}
