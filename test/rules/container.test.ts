import { describe } from 'vitest';
import { accepts, refuses } from './table.js';

describe('container', () => {
  const make = (container: object) => container;
  accepts(make, [{ name: 'a' }, { image: 'a b' }, { image: 'a:b:c' }, { image: '\ufeffbusybox' }]);
  refuses(make, [
    [{ name: '' }, '.name: Required value'],
    [{ image: '' }, '.image: Required value'],
    [
      { image: ' busybox' },
      '.image: Invalid value: " busybox": must not have leading or trailing whitespace',
    ],
    [
      { image: 'busybox\t' },
      '.image: Invalid value: "busybox\\t": must not have leading or trailing whitespace',
    ],
    [{ image: ' ' }, '.image: Invalid value: " ": must not have leading or trailing whitespace'],
    [
      { image: '\u00a0busybox' },
      '.image: Invalid value: "\\u00a0busybox": must not have leading or trailing whitespace',
    ],
    [{ name: '', image: '' }, '.name: Required value', '.image: Required value'],
  ]);

  describe('in 1.30', () => {
    accepts(make, [{ name: 'a' }], { minor: '1.30' });
    refuses(
      make,
      [
        [
          { image: ' busybox' },
          '.image: Invalid value: " busybox": must not have leading or trailing whitespace',
        ],
        [{ name: '', image: '' }, '.name: Required value', '.image: Required value'],
      ],
      { minor: '1.30' },
    );
  });
});
