import { describe } from 'vitest';
import { accepts, refuses } from './table.js';

describe('env-source-name', () => {
  const from = (name: string) => ({ envFrom: [{ secretRef: { name } }] });
  accepts(from, ['a', 'a.b', 'ab-', 'a-']);
  refuses(from, [
    [
      'aé-',
      ".envFrom[0].secretRef.name: Invalid value: \"aé-\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    ['', '.envFrom[0].secretRef.name: Required value'],
    [
      '-',
      ".envFrom[0].secretRef.name: Invalid value: \"-\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      '-a',
      ".envFrom[0].secretRef.name: Invalid value: \"-a\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      'A',
      ".envFrom[0].secretRef.name: Invalid value: \"A\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      'a.',
      ".envFrom[0].secretRef.name: Invalid value: \"a.\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      'a..b',
      ".envFrom[0].secretRef.name: Invalid value: \"a..b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      'A--',
      ".envFrom[0].secretRef.name: Invalid value: \"A--\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
    [
      'é-',
      ".envFrom[0].secretRef.name: Invalid value: \"é-\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ],
  ]);

  describe('in 1.30', () => {
    accepts(from, ['ab-'], { minor: '1.30' });
    refuses(
      from,
      [
        ['', '.envFrom[0].secretRef.name: Required value'],
        [
          '-',
          ".envFrom[0].secretRef.name: Invalid value: \"-\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
        ],
      ],
      { minor: '1.30' },
    );
  });
});
