import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { minors as supported } from '../../generated/facts/minors.js';
import { builtPackage } from '../architecture/built-package.js';
import { root } from '../root.js';
import { createProgram, listErrors, readOptions } from './program.js';

const minors = supported.map((minor) => `v${minor}`);
const neighbours = minors.slice(1).map((newer, index) => [minors[index] ?? '', newer] as const);
const api = `components['schemas']['io.k8s.api.core.v1.EphemeralContainer']`;

let errors: Map<string, string[]>;
const sources = new Map<string, string>();
const file = (name: string) => `test/types/${name}`;

beforeAll(async () => {
  const { consumer } = await builtPackage();
  const here = join(root, 'test/types');
  const dist = `${relative(here, consumer)}/node_modules/ephemeral-containers/dist`;
  const add = (name: string, ...lines: string[]) => sources.set(file(name), `${lines.join('\n')}\n`);

  add(
    'client-node.ts',
    `import type { V1EphemeralContainer, V1Pod } from '@kubernetes/client-node';`,
    `import { type EphemeralContainer, type Pod, validateEphemeralContainer } from 'ephemeral-containers';`,
    'declare const narrow: EphemeralContainer;',
    'export const wide: V1EphemeralContainer = narrow;',
    'declare const live: V1Pod;',
    'export const pod: Pod = live;',
    'export const result = validateEphemeralContainer(narrow, { pod: live });',
  );
  for (const minor of minors) {
    add(
      `wide-${minor}.ts`,
      `import type { EphemeralContainer } from 'ephemeral-containers/${minor}';`,
      `import type { components } from '../../generated/api/${minor}.js';`,
      'declare const narrow: EphemeralContainer;',
      `export const wide: ${api} = narrow;`,
    );
  }
  for (const [older, newer] of neighbours) {
    add(
      `newer-${newer}.ts`,
      `import type { EphemeralContainer as Older } from 'ephemeral-containers/${older}';`,
      `import type { EphemeralContainer as Newer } from 'ephemeral-containers/${newer}';`,
      'declare const older: Older;',
      'export const newer: Newer = older;',
    );
  }
  add(
    'esm-and-cjs.ts',
    `import type * as esm from '${dist}/index.js';`,
    `import type * as cjs from '${dist}/index.cjs';`,
    'declare const fromEsm: esm.EphemeralContainer;',
    'declare const fromCjs: cjs.EphemeralContainer;',
    'export const toCjs: cjs.EphemeralContainer = fromEsm;',
    'export const toEsm: esm.EphemeralContainer = fromCjs;',
    'declare const error: esm.InvalidEphemeralContainerError;',
    'export const same: cjs.InvalidEphemeralContainerError = error;',
    'declare const validate: typeof esm.validateEphemeralContainer;',
    'export const alike: typeof cjs.validateEphemeralContainer = validate;',
  );
  errors = listErrors(createProgram([], readOptions(), sources), [...sources.keys()]);
});

describe('a narrow container', () => {
  it('is a V1EphemeralContainer of client-node', () => {
    expect(errors.get(file('client-node.ts'))).toEqual([]);
  });

  it.each(minors)('is what the API publishes: %s', (minor) => {
    expect(errors.get(file(`wide-${minor}.ts`))).toEqual([]);
  });

  it.each(neighbours)('of %s is one of %s', (_, newer) => {
    expect(errors.get(file(`newer-${newer}.ts`))).toEqual([]);
  });

  it('is the same type for import and require', () => {
    expect(errors.get(file('esm-and-cjs.ts'))).toEqual([]);
  });
});
