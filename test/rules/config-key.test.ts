import { describe } from 'vitest';
import { accepts, refuses } from './table.js';

describe('config-key', () => {
  const select = (key: string) => ({
    env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'config', key } } }],
  });
  accepts(select, ['a', '9', '-', '_', 'a.B-c_9', '.a', '.a']);
  refuses(select, [
    [
      'a b',
      ".env[0].valueFrom.configMapKeyRef.key: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
    ],
    [
      'a/b',
      ".env[0].valueFrom.configMapKeyRef.key: Invalid value: \"a/b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
    ],
    [
      'é',
      ".env[0].valueFrom.configMapKeyRef.key: Invalid value: \"é\": a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
    ],
    ['.', '.env[0].valueFrom.configMapKeyRef.key: Invalid value: ".": must not be \'.\''],
    ['..', '.env[0].valueFrom.configMapKeyRef.key: Invalid value: "..": must not be \'..\''],
    ['..a', '.env[0].valueFrom.configMapKeyRef.key: Invalid value: "..a": must not start with \'..\''],
    ['...', '.env[0].valueFrom.configMapKeyRef.key: Invalid value: "...": must not start with \'..\''],
    [
      ' ',
      ".env[0].valueFrom.configMapKeyRef.key: Invalid value: \" \": a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
    ],
  ]);

  const selectLong = (length: number) => ({
    env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'config', key: 'x'.repeat(length) } } }],
  });
  describe('the length', () => {
    accepts(selectLong, [253]);
    refuses(selectLong, [
      [
        254,
        '.env[0].valueFrom.configMapKeyRef.key: Invalid value: "x…": must be no more than 253 characters',
      ],
    ]);
  });
});
