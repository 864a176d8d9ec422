import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSource, root } from '../root.js';
import { createProgram, listErrors, readOptions } from '../types/program.js';
import { parsePage } from './page.js';
import { runConsole, runModule } from './run-fence.js';

const { fences, programs, sessions } = parsePage('README.md', readSource('README.md'));

describe('README.md', () => {
  it('has code that runs', () => {
    expect(programs.length).toBeGreaterThan(1);
  });

  it.each(programs.map((program) => [program.fence.line, program] as const))(
    'prints what it says at line %i',
    async (_, { fence, output }) => {
      expect(await runModule(fence)).toEqual({ output, errors: '', code: 0 });
    },
  );

  it.each(sessions.map((fence) => [fence.line, fence] as const))(
    'answers as at line %i',
    async (_, fence) => {
      expect(await runConsole(fence, {}, join(root, 'examples'))).toBe(fence.code);
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
