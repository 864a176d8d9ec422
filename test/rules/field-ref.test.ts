import { describe } from 'vitest';
import { accepts, refuses } from './table.js';

describe('field-ref', () => {
  const read = (fieldPath: string) => ({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath } } }] });
  accepts(read, [
    'metadata.name',
    'metadata.namespace',
    'metadata.uid',
    'spec.nodeName',
    'spec.serviceAccountName',
    'status.hostIP',
    'status.hostIPs',
    'status.podIP',
    'status.podIPs',
    'spec.host',
    "metadata.labels['app']",
    "metadata.annotations['A/B']",
    "metadata.annotations['example.com/A']",
  ]);
  refuses(read, [
    ['', '.env[0].valueFrom.fieldRef.fieldPath: Required value'],
    [
      'name',
      '.env[0].valueFrom.fieldRef.fieldPath: Invalid value: "name": error converting fieldPath: field label not supported: name',
    ],
    [
      'metadata.labels',
      '.env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "metadata.labels": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"',
    ],
    [
      'metadata.annotations',
      '.env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "metadata.annotations": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"',
    ],
    [
      'status.phase',
      '.env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "status.phase": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"',
    ],
    [
      'spec.restartPolicy',
      '.env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "spec.restartPolicy": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"',
    ],
    [
      'spec.schedulerName',
      '.env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "spec.schedulerName": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"',
    ],
    [
      "metadata.labels['']",
      '.env[0].valueFrom.fieldRef: Invalid value: "": name part must be non-empty',
      ".env[0].valueFrom.fieldRef: Invalid value: \"\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
    ],
    [
      "metadata.labels['a b']",
      ".env[0].valueFrom.fieldRef: Invalid value: \"a b\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
    ],
    [
      "metadata.labels['A/b']",
      ".env[0].valueFrom.fieldRef: Invalid value: \"A/b\": prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      "metadata.name['x']",
      ".env[0].valueFrom.fieldRef.fieldPath: Invalid value: \"metadata.name['x']\": error converting fieldPath: field label does not support subscript: metadata.name['x']",
    ],
    [
      "['x']",
      ".env[0].valueFrom.fieldRef.fieldPath: Invalid value: \"['x']\": error converting fieldPath: field label not supported: ['x']",
    ],
    [
      "metadata.labels['app",
      '.env[0].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.labels[\'app": error converting fieldPath: field label not supported: metadata.labels[\'app',
    ],
  ]);

  const readAs = (apiVersion: string) => ({
    env: [{ name: 'A', valueFrom: { fieldRef: { apiVersion, fieldPath: 'metadata.name' } } }],
  });
  describe('of another version', () => {
    accepts(readAs, ['v1', '']);
    refuses(readAs, [
      [
        'v2',
        '.env[0].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.name": error converting fieldPath: unsupported pod version: v2',
      ],
    ]);
  });

  describe('in 1.30', () => {
    accepts(read, ['status.hostIPs'], { minor: '1.30' });
    refuses(
      read,
      [
        ['', '.env[0].valueFrom.fieldRef.fieldPath: Required value'],
        [
          "metadata.labels['a/b/c']",
          ".env[0].valueFrom.fieldRef: Invalid value: \"a/b/c\": a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        ],
        [
          'metadata.labels',
          '.env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "metadata.labels": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"',
        ],
      ],
      { minor: '1.30' },
    );
  });
});
