import { describe } from 'vitest';
import { accepts, type Given, refuses, stored } from './table.js';

describe('container-list', () => {
  const replace = (names: readonly string[]) => names.map((name) => ({ name, image: 'busybox' }));
  const given: Given = { spec: { ephemeralContainers: [stored('old')] } };
  accepts(replace, [['old'], ['old', 'new']], given);
  refuses(
    replace,
    [
      [
        ['app'],
        '.name: Duplicate value: "app"',
        'spec.ephemeralContainers: Forbidden: existing ephemeral containers "old" may not be removed',
      ],
      [
        ['app', 'app'],
        '.name: Duplicate value: "app"',
        'spec.ephemeralContainers[1].name: Duplicate value: "app"',
        'spec.ephemeralContainers: Forbidden: existing ephemeral containers "old" may not be removed',
      ],
      [['new', 'new', 'old'], 'spec.ephemeralContainers[1].name: Duplicate value: "new"'],
    ],
    given,
  );

  describe('a static Pod, of which nothing else is said', () => {
    refuses(
      replace,
      [
        [['app', 'app'], '[]: Forbidden: static pods do not support ephemeral containers'],
        [['new', ''], '[]: Forbidden: static pods do not support ephemeral containers'],
      ],
      { annotations: { 'kubernetes.io/config.mirror': '1' }, spec: { nodeName: 'node' } },
    );
  });
});
