import { describe } from 'vitest';
import { accepts, refuses } from './table.js';

describe('env-from', () => {
  const from = (source: object) => ({ envFrom: [{ configMapRef: { name: 'a' } }, source] });
  accepts(from, [
    { configMapRef: { name: 'a' } },
    { secretRef: { name: 'a', optional: true } },
    { prefix: 'A_', secretRef: { name: 'a' } },
    { prefix: '', secretRef: { name: 'a' } },
  ]);
  refuses(from, [
    [{}, '.envFrom: Invalid value: "": must specify one of: `configMapRef` or `secretRef`'],
    [
      { configMapRef: { name: 'a' }, secretRef: { name: 'a' } },
      '.envFrom: Invalid value: "": may not have more than one field specified at a time',
    ],
    [
      { prefix: '=', secretRef: { name: 'a' } },
      '.envFrom[1].prefix: Invalid value: "=": a valid environment variable name must consist only of printable ASCII characters other than \'=\'',
    ],
    [
      { prefix: '=' },
      '.envFrom[1].prefix: Invalid value: "=": a valid environment variable name must consist only of printable ASCII characters other than \'=\'',
      '.envFrom: Invalid value: "": must specify one of: `configMapRef` or `secretRef`',
    ],
  ]);

  describe('in 1.30', () => {
    refuses(
      from,
      [
        [
          { prefix: '9', secretRef: { name: 'a' } },
          ".envFrom[1].prefix: Invalid value: \"9\": a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit",
        ],
        [{}, '.envFrom: Invalid value: "": must specify one of: `configMapRef` or `secretRef`'],
      ],
      { minor: '1.30' },
    );
  });
});
