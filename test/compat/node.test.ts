import { beforeAll, expect, it } from 'vitest';
import { type BuiltPackage, builtPackage } from '../architecture/built-package.js';
import { loadEntries } from '../architecture/entries.js';
import { type Compat, installedCompat } from './installed.js';

let built: BuiltPackage;
let compat: Compat;
beforeAll(async () => {
  built = await builtPackage();
  compat = await installedCompat();
});

it('Node 22 loads the entries as this Node does', () => {
  expect(compat.node22, 'there is no such Node for this machine').toBeDefined();
  const names = loadEntries(built, compat.node22 ?? '');
  expect(names).toEqual(loadEntries(built, process.execPath));
});
