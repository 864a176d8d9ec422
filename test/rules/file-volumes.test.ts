import { describe } from 'vitest';
import { accepts, type Given, refuses } from './table.js';

describe('file-volumes', () => {
  const read = (volumeName: string) => ({
    env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName, path: 'a', key: 'K' } } }],
  });
  const given: Given = {
    spec: {
      volumes: [
        { name: 'scratch', emptyDir: {} },
        { name: 'config', configMap: { name: 'config' } },
        { name: 'disk', persistentVolumeClaim: { claimName: 'disk' } },
        { name: 'plain' },
      ],
    },
  };
  accepts(read, ['scratch', 'plain'], given);
  refuses(
    read,
    [
      [
        'config',
        '.env[0].valueFrom.fileKeyRef.volumeName: Invalid value: "config": referenced volume must be of type emptyDir',
      ],
      [
        'disk',
        '.env[0].valueFrom.fileKeyRef.volumeName: Invalid value: "disk": referenced volume must be of type emptyDir',
      ],
      ['nope', '.env[0].valueFrom.fileKeyRef.volumeName: Not found: "nope"'],
    ],
    given,
  );
});
