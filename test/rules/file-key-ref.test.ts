import { describe } from 'vitest';
import { accepts, type Given, refuses } from './table.js';

describe('file-key-ref', () => {
  const read = (reference: object) => ({
    env: [
      { name: 'A', valueFrom: { fileKeyRef: { volumeName: 'scratch', path: 'a', key: 'K', ...reference } } },
    ],
  });
  const given: Given = {
    spec: {
      volumes: [
        { name: 'scratch', emptyDir: {} },
        { name: 'config', configMap: { name: 'config' } },
        { name: 'disk', persistentVolumeClaim: { claimName: 'disk' } },
      ],
    },
  };
  accepts(read, [{}, { key: 'a b' }, { path: '/a' }, { path: 'a..b' }], given);
  refuses(
    read,
    [
      [{ key: '' }, '.env[0].valueFrom.fileKeyRef.key: Required value'],
      [
        { key: '=' },
        '.env[0].valueFrom.fileKeyRef.key: Invalid value: "=": a valid environment variable name must consist only of printable ASCII characters other than \'=\'',
      ],
      [{ path: '' }, '.env[0].valueFrom.fileKeyRef.path: Required value'],
      [{ path: '../a' }, '.env[0].valueFrom.fileKeyRef.path: Invalid value: "../a": must not contain \'..\''],
      [{ path: 'a/..' }, '.env[0].valueFrom.fileKeyRef.path: Invalid value: "a/..": must not contain \'..\''],
      [
        { volumeName: '' },
        '.env[0].valueFrom.fileKeyRef.volumeName: Required value',
        '.env[0].valueFrom.fileKeyRef.volumeName: Not found: ""',
      ],
      [
        { volumeName: 'A' },
        '.env[0].valueFrom.fileKeyRef.volumeName: Invalid value: "A": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character',
        '.env[0].valueFrom.fileKeyRef.volumeName: Not found: "A"',
      ],
      [
        { key: '', path: '', volumeName: '' },
        '.env[0].valueFrom.fileKeyRef.key: Required value',
        '.env[0].valueFrom.fileKeyRef.volumeName: Required value',
        '.env[0].valueFrom.fileKeyRef.path: Required value',
        '.env[0].valueFrom.fileKeyRef.volumeName: Not found: ""',
      ],
    ],
    given,
  );
});
