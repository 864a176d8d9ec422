import { describe } from 'vitest';
import { accepts, type Given, refuses } from './table.js';

describe('host-users', () => {
  const map = (names: readonly string[]) => ({
    volumeDevices: names.map((name) => ({ name, devicePath: `/dev/${name}` })),
  });
  const given: Given = {
    spec: { hostUsers: false, volumes: [{ name: 'disk', persistentVolumeClaim: { claimName: 'disk' } }] },
  };
  accepts(map, [[]], given);
  refuses(map, [[['disk'], '.volumeDevices: Forbidden: when `hostUsers` is false']], given);

  describe('on the host', () => {
    accepts(map, [['disk']], {
      spec: { hostUsers: true, volumes: [{ name: 'disk', persistentVolumeClaim: { claimName: 'disk' } }] },
    });
  });

  describe('in 1.30', () => {
    accepts(map, [['disk']], {
      minor: '1.30',
      spec: { hostUsers: false, volumes: [{ name: 'disk', persistentVolumeClaim: { claimName: 'disk' } }] },
    });
  });
});
