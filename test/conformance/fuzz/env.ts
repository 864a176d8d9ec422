import fc, { type Arbitrary } from 'fast-check';
import { quantities } from './numbers.js';
import { fields, type Json, listOf, type Mode, merge, mostly, pick, typed } from './random.js';
import { around, label, subdomain, text } from './texts.js';
import { volumeNames } from './volumes.js';

const variableNames = around(
  pick(
    'FOO',
    'foo_1',
    '_',
    'a.b',
    'a-b',
    '1FOO',
    'FOO BAR',
    'FOO=BAR',
    '.',
    '..',
    '..a',
    'föö',
    '%',
    '=',
    'A\tB',
  ),
);
const keys = around(
  pick('key', 'a.b', 'A_b-9', '..', '.', '...', '..a', 'a b', '.hidden', 'x'.repeat(253), 'x'.repeat(254)),
);

const fieldPaths = around(
  pick(
    'metadata.name',
    'metadata.namespace',
    'metadata.uid',
    'metadata.labels',
    'metadata.annotations',
    'spec.nodeName',
    'spec.serviceAccountName',
    'spec.host',
    'spec.restartPolicy',
    'status.hostIP',
    'status.hostIPs',
    'status.podIP',
    'status.podIPs',
    'status.phase',
    'metadata.resourceVersion',
    'metadata.generateName',
  ),
);

const subscripts = around(
  pick(
    'app',
    'Foo',
    'example.com/Owner',
    'a/b/c',
    '/a',
    'a/',
    'a..b/x',
    'UP.case/x',
    'x'.repeat(63),
    'x'.repeat(64),
    'a_b.c-d',
    '-a',
    `${'p'.repeat(253)}/x`,
    `${'p'.repeat(254)}/x`,
  ),
);

const subscripted = fc
  .tuple(
    pick(
      'metadata.labels',
      'metadata.annotations',
      'metadata.name',
      'status.podIP',
      'labels',
      '',
      'spec',
      'metadata.labels.x',
    ),
    subscripts,
    pick("['@']", "['@']", "['@']", '[@]', '["@"]', "['@'", "'@']", "['@']x", "['@']['b']", '@'),
  )
  .map(([path, key, shape]) => path + shape.replace('@', () => key));

const resourceNames = mostly(
  pick(
    'limits.cpu',
    'requests.cpu',
    'limits.memory',
    'requests.memory',
    'limits.ephemeral-storage',
    'requests.ephemeral-storage',
  ),
  pick(
    'limits.hugepages-2Mi',
    'requests.hugepages-1Gi',
    'limits.hugepages-',
    'requests.hugepages-x',
    'hugepages-2Mi',
  ),
  pick('limits.nvidia.com/gpu', 'limits', 'cpu', 'limits.', 'LIMITS.CPU', ''),
  text,
);

const containers = pick('', 'app', 'nope', 'Ünïcode');

function selector(mode: Mode): Arbitrary<Json> {
  const model = {
    name: typed(mode, around(subdomain)),
    key: typed(mode, keys),
    optional: typed(mode, fc.boolean()),
  };
  return fc
    .tuple(mostly(pick({ name: 'cm', key: 'k' }), pick({})), fields(mode, model, 3))
    .map(([base, more]) => merge(base, more));
}

function fileKey(mode: Mode): Arbitrary<Json> {
  const paths = around(pick('.env', 'a/b', '/abs', '../x', 'a/../b', 'a..b', '..', 'a/..', './a', 'a//b'));
  const model = {
    volumeName: typed(mode, around(pick(...volumeNames, 'none', 'UP'))),
    path: typed(mode, paths),
    key: typed(mode, variableNames),
    optional: typed(mode, fc.boolean()),
  };
  const base = pick(...volumeNames).map((volumeName): Json => ({ volumeName, path: '.env', key: 'K' }));
  return fc.tuple(mostly(base, pick({})), fields(mode, model, 3)).map(([all, some]) => merge(all, some));
}

function valueFrom(mode: Mode): Arbitrary<Json> {
  const paths = fc.oneof({ arbitrary: fieldPaths, weight: 2 }, subscripted);
  const fieldRef = fc
    .tuple(
      paths,
      fields(
        mode,
        {
          apiVersion: typed(mode, mostly(pick('v1', ''), pick('v2', 'V1', 'v1 '))),
          fieldPath: typed(mode, paths),
        },
        2,
      ),
    )
    .map(([fieldPath, more]) => merge({ fieldPath }, more));
  const resourceFieldRef = fc
    .tuple(
      resourceNames,
      fields(
        mode,
        {
          containerName: typed(mode, containers),
          resource: typed(mode, resourceNames),
          divisor: typed(mode, quantities),
        },
        3,
      ),
    )
    .map(([resource, more]) => merge({ resource }, more));
  const model = {
    fieldRef: typed(mode, fieldRef),
    resourceFieldRef: typed(mode, resourceFieldRef),
    configMapKeyRef: typed(mode, selector(mode)),
    secretKeyRef: typed(mode, selector(mode)),
    fileKeyRef: typed(mode, fileKey(mode)),
  };
  const one = fc
    .tuple(fc.constantFrom(...Object.keys(model)), fc.record(model))
    .map(([key, all]): Json => ({ [key]: all[key as keyof typeof all] }));
  return typed(mode, fc.oneof({ arbitrary: one, weight: 8 }, fields(mode, model, 3)));
}

export function env(mode: Mode): Arbitrary<Json> {
  const value = mostly(pick('', 'bar', '$(FOO)'), text);
  const model = { name: typed(mode, variableNames), value: typed(mode, value), valueFrom: valueFrom(mode) };
  const item = fc.tuple(
    mostly(
      variableNames.map((name): Json => ({ name })),
      pick({}),
    ),
    fields(mode, model, 2),
  );
  return typed(
    mode,
    listOf(
      mode,
      item.map(([base, more]) => merge(base, more)),
      4,
    ),
  );
}

export function envFrom(mode: Mode): Arbitrary<Json> {
  const source = typed(
    mode,
    fields(mode, { name: typed(mode, around(subdomain)), optional: typed(mode, fc.boolean()) }, 2),
  );
  const named = fc.tuple(label, source).map(([name, more]) => merge({ name }, more));
  const model = {
    prefix: typed(mode, around(pick('P_', 'p.', '1', 'a b', 'a=b', ''))),
    configMapRef: mostly(named, source),
    secretRef: mostly(named, source),
  };
  return typed(mode, listOf(mode, fields(mode, model, 2), 3));
}
