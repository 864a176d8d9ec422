import { describe } from 'vitest';
import { accepts, refuses } from './table.js';

describe('env-var', () => {
  const set = (variable: object) => ({ env: [{ name: 'A', ...variable }] });
  accepts(set, [
    {},
    { value: '' },
    { value: 'x' },
    { value: '', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
  ]);
  refuses(set, [
    [{ name: '' }, '.env[0].name: Required value'],
    [
      { valueFrom: {} },
      '.env[0].valueFrom: Invalid value: "": must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`',
    ],
    [
      { value: 'x', valueFrom: {} },
      '.env[0].valueFrom: Invalid value: "": must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`',
    ],
    [
      { value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      '.env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty',
    ],
    [
      { valueFrom: { fieldRef: { fieldPath: 'metadata.name' }, secretKeyRef: { name: 'a', key: 'k' } } },
      '.env[0].valueFrom: Invalid value: "": may not have more than one field specified at a time',
    ],
    [
      {
        value: 'x',
        valueFrom: { fieldRef: { fieldPath: 'metadata.name' }, secretKeyRef: { name: 'a', key: 'k' } },
      },
      '.env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty',
    ],
  ]);

  describe('in 1.30', () => {
    accepts(set, [{}], { minor: '1.30' });
    refuses(
      set,
      [
        [{ name: '' }, '.env[0].name: Required value'],
        [
          { valueFrom: {} },
          '.env[0].valueFrom: Invalid value: "": must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`',
        ],
      ],
      { minor: '1.30' },
    );
  });
});
