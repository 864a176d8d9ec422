import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kindsByName } from '../../src/client/errors/kinds.js';
import * as client from '../../src/client/index.js';
import { readSource, root } from '../root.js';
import { listDocuments } from '../types/fences.js';
import { scenes, standalone } from './scenes.js';

describe('docs/errors.md', () => {
  const rows = [...readSource('docs/errors.md').matchAll(/^\| `([\w-]+)` \| `(\w+)` \|/gm)];

  it('has every kind of error, once', () => {
    expect(rows.map(([, kind]) => kind).sort()).toEqual(Object.values(kindsByName).sort());
  });

  it.each(rows.map(([, kind = '', name = '']) => [kind, name] as const))(
    'calls %s by its class, %s',
    (kind, name) => {
      expect(client).toHaveProperty(name);
      const kinds: Readonly<Record<string, string>> = kindsByName;
      // the one class whose errors have the name of the validator's
      const errorName = name === 'InvalidContainerError' ? 'InvalidEphemeralContainerError' : name;
      expect(kinds[errorName]).toBe(kind);
    },
  );
});

describe('documents', () => {
  it('link to files and headings that there are', () => {
    const links = listDocuments().flatMap((file) =>
      [...readSource(file).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)/g)].map(
        ([link, path = '', anchor]) => ({
          where: `${file}: ${link}`,
          target: path === '' ? file : join(dirname(file), path),
          anchor,
        }),
      ),
    );
    const isBroken = ({ target, anchor }: (typeof links)[number]) =>
      !existsSync(join(root, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter(isBroken)).toEqual([]);
  });

  it('of docs/ are all in its index, and their code is run', () => {
    const pages = listDocuments().filter((file) => file.startsWith('docs/') && file !== 'docs/README.md');
    const index = readSource('docs/README.md');
    expect(pages.filter((file) => !index.includes(`(${file.replace('docs/', '')})`))).toEqual([]);
    expect(pages).toEqual([...Object.keys(scenes), ...standalone, 'docs/web-backend.md'].sort());
  });
});

/** As GitHub makes them of headings. */
function anchorsOf(file: string): string[] {
  return [...readSource(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
}
