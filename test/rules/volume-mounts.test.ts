import { describe } from 'vitest';
import { accepts, type Given, refuses } from './table.js';

describe('volume-mounts', () => {
  const mount = (volumeMounts: readonly object[]) => ({ volumeMounts });
  const given: Given = {
    spec: {
      volumes: [
        { name: 'scratch', emptyDir: {} },
        { name: 'config', configMap: { name: 'config' } },
        { name: 'disk', persistentVolumeClaim: { claimName: 'disk' } },
      ],
    },
  };
  accepts(
    mount,
    [
      [],
      [{ name: 'scratch', mountPath: '/a' }],
      [{ name: 'scratch', mountPath: 'a/../b' }],
      [
        { name: 'scratch', mountPath: '/a' },
        { name: 'scratch', mountPath: '/b' },
      ],
      [{ name: 'scratch', mountPath: '/a', mountPropagation: 'HostToContainer' }],
      [{ name: 'scratch', mountPath: '/a', readOnly: true, recursiveReadOnly: 'Enabled' }],
      [{ name: 'scratch', mountPath: '/a', recursiveReadOnly: 'Disabled' }],
    ],
    given,
  );
  refuses(
    mount,
    [
      [
        [{}],
        '.volumeMounts[0].name: Required value',
        '.volumeMounts[0].name: Not found: ""',
        '.volumeMounts[0].mountPath: Required value',
      ],
      [[{ name: 'scratch' }], '.volumeMounts[0].mountPath: Required value'],
      [[{ name: 'nope', mountPath: '/a' }], '.volumeMounts[0].name: Not found: "nope"'],
      [
        [
          { name: 'scratch', mountPath: '/a' },
          { name: 'config', mountPath: '/a' },
        ],
        '.volumeMounts[1].mountPath: Invalid value: "/a": must be unique',
      ],
      [
        [{ name: 'scratch', mountPath: '/a', subPath: '../x' }],
        '.volumeMounts.subPath: Invalid value: "../x": must not contain \'..\'',
        '.volumeMounts[0].subPath: Forbidden: cannot be set for an Ephemeral Container',
      ],
      [
        [{ name: 'scratch', mountPath: '/a', subPath: '/x', subPathExpr: '/y' }],
        '.volumeMounts.subPath: Invalid value: "/x": must be a relative path',
        '.volumeMounts[0].subPathExpr: Invalid value: "/y": subPathExpr and subPath are mutually exclusive',
        '.volumeMounts.subPathExpr: Invalid value: "/y": must be a relative path',
        '.volumeMounts[0].subPath: Forbidden: cannot be set for an Ephemeral Container',
        '.volumeMounts[0].subPathExpr: Forbidden: cannot be set for an Ephemeral Container',
      ],
      [
        [{ name: 'scratch', mountPath: '/a', mountPropagation: 'Bidirectional' }],
        '.volumeMounts.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers',
      ],
      [
        [{ name: 'scratch', mountPath: '/a', recursiveReadOnly: 'Enabled' }],
        '.volumeMounts.recursiveReadOnly: Forbidden: may only be specified when readOnly is true',
      ],
      [
        [
          {
            name: 'scratch',
            mountPath: '/a',
            readOnly: true,
            recursiveReadOnly: 'IfPossible',
            mountPropagation: 'HostToContainer',
          },
        ],
        '.volumeMounts.recursiveReadOnly: Forbidden: may only be specified when mountPropagation is None or not specified',
      ],
    ],
    given,
  );

  const mountPrivileged = (mountPropagation: string) => ({
    volumeMounts: [{ name: 'scratch', mountPath: '/a', mountPropagation }],
    securityContext: { privileged: true },
  });
  describe('a privileged container', () => {
    accepts(mountPrivileged, ['Bidirectional'], { spec: { volumes: [{ name: 'scratch', emptyDir: {} }] } });
  });
});
