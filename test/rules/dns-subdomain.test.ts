import { describe } from 'vitest';
import { accepts, refuses } from './table.js';

describe('dns-subdomain', () => {
  const select = (name: string) => ({
    env: [{ name: 'A', valueFrom: { secretKeyRef: { name, key: 'k' } } }],
  });
  accepts(select, ['a', 'a.b', 'a-b.c-9']);
  refuses(select, [
    [
      '',
      ".env[0].valueFrom.secretKeyRef.name: Invalid value: \"\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      'A',
      ".env[0].valueFrom.secretKeyRef.name: Invalid value: \"A\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      'a_b',
      ".env[0].valueFrom.secretKeyRef.name: Invalid value: \"a_b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      'a..b',
      ".env[0].valueFrom.secretKeyRef.name: Invalid value: \"a..b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      '.a',
      ".env[0].valueFrom.secretKeyRef.name: Invalid value: \".a\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      'a.',
      ".env[0].valueFrom.secretKeyRef.name: Invalid value: \"a.\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      '-a',
      ".env[0].valueFrom.secretKeyRef.name: Invalid value: \"-a\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      'a-',
      ".env[0].valueFrom.secretKeyRef.name: Invalid value: \"a-\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      'a-.b',
      ".env[0].valueFrom.secretKeyRef.name: Invalid value: \"a-.b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      'a.-b',
      ".env[0].valueFrom.secretKeyRef.name: Invalid value: \"a.-b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
  ]);

  const selectLong = (length: number) => ({
    env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'x'.repeat(length), key: 'k' } } }],
  });
  describe('the length', () => {
    accepts(selectLong, [253]);
    refuses(selectLong, [
      [254, '.env[0].valueFrom.secretKeyRef.name: Invalid value: "x…": must be no more than 253 characters'],
    ]);
  });
});
