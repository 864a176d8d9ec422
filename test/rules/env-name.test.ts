import { describe } from 'vitest';
import { accepts, type Given, refuses } from './table.js';

describe('env-name', () => {
  const set = (name: string) => ({ env: [{ name }] });
  accepts(set, ['A', '_', '9', 'a b', '.', '..', '..a', '-', '~', '!']);
  refuses(set, [
    ['', '.env[0].name: Required value'],
    [
      'A=B',
      '.env[0].name: Invalid value: "A=B": a valid environment variable name must consist only of printable ASCII characters other than \'=\'',
    ],
    [
      '=',
      '.env[0].name: Invalid value: "=": a valid environment variable name must consist only of printable ASCII characters other than \'=\'',
    ],
    [
      'é',
      '.env[0].name: Invalid value: "é": a valid environment variable name must consist only of printable ASCII characters other than \'=\'',
    ],
    [
      'A\tB',
      '.env[0].name: Invalid value: "A\\tB": a valid environment variable name must consist only of printable ASCII characters other than \'=\'',
    ],
    [
      '\u007f',
      '.env[0].name: Invalid value: "\\x7f": a valid environment variable name must consist only of printable ASCII characters other than \'=\'',
    ],
  ]);

  describe('in 1.30', () => {
    accepts(set, ['A', '_', 'a.b-c', '.a', '-'], { minor: '1.30' });
    refuses(
      set,
      [
        [
          '9',
          ".env[0].name: Invalid value: \"9\": a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit",
        ],
        [
          'a b',
          ".env[0].name: Invalid value: \"a b\": a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit",
        ],
        ['.', '.env[0].name: Invalid value: ".": must not be \'.\''],
        ['..', '.env[0].name: Invalid value: "..": must not be \'..\''],
        ['..a', '.env[0].name: Invalid value: "..a": must not start with \'..\''],
        [
          'A=B',
          ".env[0].name: Invalid value: \"A=B\": a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit",
        ],
        [
          'é',
          ".env[0].name: Invalid value: \"é\": a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit",
        ],
      ],
      { minor: '1.30' },
    );
  });

  describe('in 1.30, of a Pod with such a name', () => {
    const given: Given = {
      minor: '1.30',
      spec: { containers: [{ name: 'app', image: 'busybox', env: [{ name: 'a b' }] }] },
    };
    accepts(set, ['9', 'a b', '..'], given);
    refuses(
      set,
      [
        [
          'A=B',
          '.env[0].name: Invalid value: "A=B": a valid environment variable name must consist only of printable ASCII characters other than \'=\'',
        ],
      ],
      given,
    );
  });
});
