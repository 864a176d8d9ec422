import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../root.js';
import { cases, folder, phrasesOf } from './diagnostics-cases.js';
import { createProgram, listErrors, readOptions } from './program.js';

// the text of an error is what a user sees of these types: `UPDATE_DIAGNOSTICS=1` writes it down anew
const update = process.env['UPDATE_DIAGNOSTICS'] === '1';
const files = cases.map((name) => `${folder}/${name}.ts`);

describe('diagnostics of TypeScript 5.9', () => {
  let errors: Map<string, string[]>;
  beforeAll(() => {
    errors = listErrors(createProgram(files, readOptions()), files);
  });

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
