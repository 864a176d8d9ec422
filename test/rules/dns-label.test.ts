import { describe } from 'vitest';
import { accepts, refuses } from './table.js';

describe('dns-label', () => {
  const call = (name: string) => ({ name });
  accepts(call, ['a', '9', 'a-9', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']);
  refuses(call, [
    [
      'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '.name: Invalid value: "x…": must be no more than 63 characters',
    ],
    [
      'A',
      '.name: Invalid value: "A": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character',
    ],
    [
      'a_b',
      '.name: Invalid value: "a_b": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character',
    ],
    [
      '-a',
      '.name: Invalid value: "-a": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character',
    ],
    [
      'a-',
      '.name: Invalid value: "a-": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character',
    ],
    ['a.b', '.name: Invalid value: "a.b": must not contain dots'],
    [
      'ä',
      '.name: Invalid value: "ä": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character',
    ],
    [
      ' a',
      '.name: Invalid value: " a": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character',
    ],
    [
      'a\n',
      '.name: Invalid value: "a\\n": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character',
    ],
  ]);

  describe('in 1.30', () => {
    accepts(call, ['a'], { minor: '1.30' });
    refuses(
      call,
      [
        ['a.b', '.name: Invalid value: "a.b": must not contain dots'],
        [
          'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
          '.name: Invalid value: "x…": must be no more than 63 characters',
        ],
        [
          'A.b',
          '.name: Invalid value: "A.b": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character',
        ],
      ],
      { minor: '1.30' },
    );
  });

  describe('in 1.26', () => {
    accepts(call, ['a'], { minor: '1.26' });
    refuses(
      call,
      [
        [
          'a.b',
          '.name: Invalid value: "a.b": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character',
        ],
      ],
      { minor: '1.26' },
    );
  });
});
