import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../programs/run-program.js';
import { root } from '../root.js';
import { cases, folder, phrasesOf } from '../types/diagnostics-cases.js';
import { installedCompat } from './installed.js';

// other releases word and order parts of a message in their own way, but the reason is there
describe.each(['tsc6', 'tsc7'] as const)('diagnostics of %s', (compiler) => {
  let output: string;
  beforeAll(async () => {
    const compat = await installedCompat();
    const args = [compat[compiler], '--pretty', 'false', '-p', join(root, folder)];
    output = await runProgram(process.execPath, args, { anyExit: true });
  });

  it.each(cases)('%s', (name) => {
    const text = errorsIn(output, `${name}.ts`);
    expect(text).toMatch(/error TS\d+/);
    for (const phrase of phrasesOf(name)) expect(text).toContain(phrase);
  });
});

/** The errors of one file, with the indented lines that elaborate them. */
function errorsIn(output: string, file: string): string {
  const blocks = output.split(/\n(?=\S)/);
  return blocks.filter((block) => block.includes(`/${file}(`) || block.startsWith(`${file}(`)).join('\n');
}
