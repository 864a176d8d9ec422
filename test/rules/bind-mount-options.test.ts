import { describe } from 'vitest';
import { accepts, type Given, refuses } from './table.js';

describe('bind-mount-options', () => {
  const mount = (bindMountOptions: readonly string[]) => ({
    volumeMounts: [{ name: 'scratch', mountPath: '/x', bindMountOptions }],
  });
  const given: Given = {
    spec: {
      volumes: [{ name: 'scratch', emptyDir: {} }],
      containers: [
        {
          name: 'app',
          image: 'busybox',
          volumeMounts: [{ name: 'scratch', mountPath: '/x', bindMountOptions: ['noexec'] }],
        },
      ],
    },
  };
  accepts(mount, [[], ['noexec'], ['noexec', 'nosuid']], given);
  refuses(
    mount,
    [
      [
        ['ro'],
        '.volumeMounts[0].bindMountOptions[0]: Unsupported value: "ro": supported values: "nodev", "noexec", "nosuid"',
      ],
      [['noexec', 'noexec'], '.volumeMounts[0].bindMountOptions[1]: Duplicate value: "noexec"'],
      [
        [''],
        '.volumeMounts[0].bindMountOptions[0]: Unsupported value: "": supported values: "nodev", "noexec", "nosuid"',
      ],
      [
        ['bogus', 'bogus'],
        '.volumeMounts[0].bindMountOptions[0]: Unsupported value: "bogus": supported values: "nodev", "noexec", "nosuid"',
        '.volumeMounts[0].bindMountOptions[1]: Unsupported value: "bogus": supported values: "nodev", "noexec", "nosuid"',
        '.volumeMounts[0].bindMountOptions[1]: Duplicate value: "bogus"',
      ],
    ],
    given,
  );

  describe('a volume of an image', () => {
    const given: Given = {
      spec: {
        volumes: [
          { name: 'scratch', image: { reference: 'tools' } },
          { name: 'other', emptyDir: {} },
        ],
        containers: [
          {
            name: 'app',
            image: 'busybox',
            volumeMounts: [{ name: 'other', mountPath: '/x', bindMountOptions: ['noexec'] }],
          },
        ],
      },
    };
    accepts(mount, [[]], given);
    refuses(
      mount,
      [
        [
          ['noexec'],
          '.volumeMounts[0].bindMountOptions: Invalid value: ["noexec"]: bindMountOptions may not be used with image volumes',
        ],
      ],
      given,
    );
  });
});
