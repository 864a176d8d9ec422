import { describe } from 'vitest';
import { accepts, type Given, refuses } from './table.js';

describe('volume-devices', () => {
  const map = (volumeDevices: readonly object[]) => ({ volumeDevices });
  const given: Given = {
    spec: {
      volumes: [
        { name: 'scratch', emptyDir: {} },
        { name: 'disk', persistentVolumeClaim: { claimName: 'disk' } },
        {
          name: 'claim',
          ephemeral: {
            volumeClaimTemplate: {
              spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
            },
          },
        },
      ],
    },
  };
  accepts(
    map,
    [
      [],
      [{ name: 'disk', devicePath: '/dev/a' }],
      [{ name: 'disk', devicePath: 'a..b' }],
      [{ name: 'claim', devicePath: '/dev/b' }],
    ],
    given,
  );
  refuses(
    map,
    [
      [
        [{}],
        '.volumeDevices[0].name: Required value',
        '.volumeDevices[0].name: Not found: ""',
        '.volumeDevices[0].devicePath: Required value',
      ],
      [[{ name: 'disk' }], '.volumeDevices[0].devicePath: Required value'],
      [
        [{ name: 'disk', devicePath: '/../a' }],
        '.volumeDevices[0].devicePath: Invalid value: "/../a": can not contain backsteps (\'..\')',
      ],
      [[{ name: 'nope', devicePath: '/a' }], '.volumeDevices[0].name: Not found: "nope"'],
      [
        [{ name: 'scratch', devicePath: '/a' }],
        '.volumeDevices[0].name: Invalid value: "scratch": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode',
      ],
      [
        [
          { name: 'disk', devicePath: '/a' },
          { name: 'disk', devicePath: '/b' },
        ],
        '.volumeDevices[1].name: Invalid value: "disk": must be unique',
      ],
      [
        [
          { name: 'disk', devicePath: '/a' },
          { name: 'claim', devicePath: '/a' },
        ],
        '.volumeDevices[1].devicePath: Invalid value: "/a": must be unique',
      ],
    ],
    given,
  );

  const mapBeside = (mount: object) => ({
    volumeMounts: [mount],
    volumeDevices: [{ name: 'disk', devicePath: '/a' }],
  });
  describe('beside a mount', () => {
    const given: Given = {
      spec: {
        volumes: [
          { name: 'scratch', emptyDir: {} },
          { name: 'disk', persistentVolumeClaim: { claimName: 'disk' } },
        ],
      },
    };
    accepts(mapBeside, [{ name: 'scratch', mountPath: '/b' }], given);
    refuses(
      mapBeside,
      [
        [
          { name: 'disk', mountPath: '/b' },
          '.volumeMounts[0].name: Invalid value: "disk": must not already exist in volumeDevices',
          '.volumeDevices[0].name: Invalid value: "disk": must not already exist in volumeMounts',
        ],
        [
          { name: 'scratch', mountPath: '/a' },
          '.volumeMounts[0].mountPath: Invalid value: "/a": must not already exist as a path in volumeDevices',
          '.volumeDevices[0].devicePath: Invalid value: "/a": must not already exist as a path in volumeMounts',
        ],
      ],
      given,
    );
  });
});
