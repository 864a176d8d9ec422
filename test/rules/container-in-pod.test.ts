import { describe } from 'vitest';
import { accepts, type Given, refuses } from './table.js';

describe('container-in-pod', () => {
  const make = (container: object) => container;
  const given: Given = { spec: { os: { name: 'windows' } } };
  accepts(make, [{ targetContainerName: 'app' }], given);
  refuses(
    make,
    [
      [
        {
          targetContainerName: 'nope',
          volumeMounts: [{ name: 'nope', mountPath: '/x' }],
          securityContext: { runAsUser: 0 },
        },
        '.volumeMounts[0].name: Not found: "nope"',
        '.targetContainerName: Not found: "nope"',
        '.securityContext.runAsUser: Forbidden: cannot be set for a windows pod',
      ],
      [
        {
          targetContainerName: 'nope',
          env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'nope', path: 'a', key: 'K' } } }],
          securityContext: { privileged: true },
        },
        '.targetContainerName: Not found: "nope"',
        '.securityContext.privileged: Forbidden: cannot be set for a windows pod',
        '.env[0].valueFrom.fileKeyRef.volumeName: Not found: "nope"',
      ],
    ],
    given,
  );
});
