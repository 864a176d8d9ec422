import { describe } from 'vitest';
import { accepts, type Given, refuses, stored } from './table.js';

describe('append-only', () => {
  const replace = (list: readonly object[]) => list.map((container) => ({ image: 'busybox', ...container }));
  const given: Given = { spec: { ephemeralContainers: [stored('old')] } };
  accepts(
    replace,
    [
      [{ name: 'old' }],
      [{ name: 'new' }, { name: 'old' }],
      [{ name: 'old', env: [], stdin: false }],
      [{ name: 'old', resources: {} }],
    ],
    given,
  );
  refuses(
    replace,
    [
      [[], 'spec.ephemeralContainers: Forbidden: existing ephemeral containers "old" may not be removed'],
      [
        [{ name: 'new' }],
        'spec.ephemeralContainers: Forbidden: existing ephemeral containers "old" may not be removed',
      ],
      [
        [{ name: 'old', image: 'alpine' }],
        'spec.ephemeralContainers: Forbidden: existing ephemeral containers "old" may not be changed',
      ],
      [
        [{ name: 'old', tty: true }],
        'spec.ephemeralContainers: Forbidden: existing ephemeral containers "old" may not be changed',
      ],
    ],
    given,
  );
});
