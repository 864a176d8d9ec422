import { beforeAll, describe, expect, it } from 'vitest';
import { readCommentFences } from './comment-fences.js';
import { type Fence, readDocumentFences } from './fences.js';
import { createProgram, listErrors, readOptions } from './program.js';

const documented = readDocumentFences().filter(({ language }) => language === 'ts');
const commented = readCommentFences().filter(({ language }) => language === 'ts');
let errors: Map<string, string[]>;

// unused names are fine in an example
const options = readOptions({ noUnusedLocals: false, noUnusedParameters: false });

beforeAll(() => {
  const sources = new Map([...documented, ...commented].map((fence) => [pathOf(fence), asModule(fence)]));
  errors = listErrors(createProgram([], options, sources), [...sources.keys()]);
});

describe('code in documents', () => {
  it('is found', () => {
    expect(documented.some(({ file }) => file === 'README.md')).toBe(true);
  });

  it.each(documented.map((fence) => [`${fence.file}:${fence.line}`, fence] as const))('%s', (_, fence) => {
    expect(errors.get(pathOf(fence))).toEqual([]);
  });
});

describe('examples in comments', () => {
  it('are found', () => {
    expect(commented.length).toBeGreaterThan(10);
  });

  it.each(commented.map((fence) => [`${fence.file}:${fence.line}`, fence] as const))('%s', (_, fence) => {
    expect(errors.get(pathOf(fence))).toEqual([]);
  });
});

/** A place in the project from which `ephemeral-containers` and its dependencies resolve. */
function pathOf({ file, line }: Fence): string {
  return `examples/fences/${file.replaceAll(/[^\w.]/g, '-')}-${line}.ts`;
}

/** Keeps the line numbers of the block, and makes it a module of its own. */
function asModule({ line, code }: Fence): string {
  return `${'\n'.repeat(line - 1)}${code}\nexport {};\n`;
}
