import fc, { type Arbitrary } from 'fast-check';
import { fields, type Json, listOf, type Mode, merge, mostly, pick, typed } from './random.js';
import { around, text } from './texts.js';
import { volumeNames } from './volumes.js';

const names = mostly(pick(...volumeNames), pick('', 'nope', 'Data'), text);

const paths = around(
  pick(
    '/data',
    '/x',
    '/x/',
    '/',
    '',
    'x',
    ':',
    '/a:b',
    'C:\\data',
    '../x',
    '/a/../b',
    '/a/..b',
    '..',
    '/dev/xvda',
    '\\..\\x',
  ),
);

const subPaths = around(pick('a', 'a/b', '/abs', '../x', 'a/../b', 'a/..', '..a', '$(FOO)', '..'));

export function volumeMounts(mode: Mode): Arbitrary<Json> {
  const propagation = mostly(
    pick('None', 'HostToContainer', 'Bidirectional'),
    pick('', 'none', 'Bogus'),
    text,
  );
  const recursive = mostly(pick('Disabled', 'IfPossible', 'Enabled'), pick('', 'enabled'), text);
  const model = {
    name: typed(mode, names),
    mountPath: typed(mode, paths),
    readOnly: typed(mode, fc.boolean()),
    subPath: typed(mode, subPaths),
    subPathExpr: typed(mode, subPaths),
    mountPropagation: typed(mode, propagation),
    recursiveReadOnly: typed(mode, recursive),
    bindMountOptions: typed(
      mode,
      listOf(mode, typed(mode, mostly(pick('noexec', 'nosuid', 'nodev', 'ro'), text))),
    ),
  };
  return entries(mode, 'mountPath', model);
}

export function volumeDevices(mode: Mode): Arbitrary<Json> {
  return entries(mode, 'devicePath', { name: typed(mode, names), devicePath: typed(mode, paths) });
}

function entries(
  mode: Mode,
  path: string,
  model: { readonly [key: string]: Arbitrary<Json> },
): Arbitrary<Json> {
  const base = fc.tuple(names, paths).map(([name, value]): Json => ({ name, [path]: value }));
  const item = fc
    .tuple(mostly(base, pick({})), fields(mode, model, 3))
    .map(([all, some]) => merge(all, some));
  return typed(mode, listOf(mode, item, 4));
}
