import { describe } from 'vitest';
import { accepts, refuses } from './table.js';

describe('key-ref', () => {
  const select = (reference: object) => ({
    env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'k', ...reference } } }],
  });
  accepts(select, [{}, { optional: true }]);
  refuses(select, [
    [{ key: '' }, '.env[0].valueFrom.secretKeyRef.key: Required value'],
    [
      { key: 'a b' },
      ".env[0].valueFrom.secretKeyRef.key: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
    ],
    [
      { name: '' },
      ".env[0].valueFrom.secretKeyRef.name: Invalid value: \"\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      { name: 'A', key: '' },
      ".env[0].valueFrom.secretKeyRef.name: Invalid value: \"A\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
      '.env[0].valueFrom.secretKeyRef.key: Required value',
    ],
  ]);

  const selectConfig = (reference: object) => ({
    env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'a', key: 'k', ...reference } } }],
  });
  describe('of a ConfigMap, in 1.30', () => {
    accepts(selectConfig, [{}], { minor: '1.30' });
    refuses(
      selectConfig,
      [
        [{ key: '' }, '.env[0].valueFrom.configMapKeyRef.key: Required value'],
        [
          { name: '' },
          ".env[0].valueFrom.configMapKeyRef.name: Invalid value: \"\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
        ],
      ],
      { minor: '1.30' },
    );
  });
});
