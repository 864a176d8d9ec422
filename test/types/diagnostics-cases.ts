import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSource, root } from '../root.js';

export const folder = 'test/types/diagnostics';

/** The programs of the folder, each with a mistake. */
export const cases = readdirSync(join(root, folder))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replace(/\.ts$/, ''));

/** What `// says:` lines want to be part of the errors of a case. */
export function phrasesOf(name: string): string[] {
  const source = readSource(`${folder}/${name}.ts`);
  return [...source.matchAll(/^\/\/ says: (.*)$/gm)].map(([, phrase = '']) => phrase);
}
