import { describe } from 'vitest';
import { accepts, refuses } from './table.js';

describe('resource-field-ref', () => {
  const read = (resource: string) => ({
    env: [{ name: 'A', valueFrom: { resourceFieldRef: { containerName: 'app', resource } } }],
  });
  accepts(read, [
    'limits.cpu',
    'limits.memory',
    'limits.ephemeral-storage',
    'requests.cpu',
    'requests.memory',
    'requests.ephemeral-storage',
    'limits.hugepages-2Mi',
    'requests.hugepages-',
  ]);
  refuses(read, [
    ['', '.env[0].valueFrom.resourceFieldRef.resource: Required value'],
    [
      'cpu',
      '.env[0].valueFrom.resourceFieldRef.resource: Unsupported value: "cpu": supported values: "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"',
    ],
    [
      'limits.gpu',
      '.env[0].valueFrom.resourceFieldRef.resource: Unsupported value: "limits.gpu": supported values: "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"',
    ],
  ]);

  const divide = ([resource, divisor]: readonly [string, string | number]) => ({
    env: [{ name: 'A', valueFrom: { resourceFieldRef: { containerName: 'app', resource, divisor } } }],
  });
  describe('divisors', () => {
    accepts(divide, [
      ['limits.cpu', '1m'],
      ['limits.cpu', 1],
      ['limits.cpu', '0'],
      ['limits.cpu', '0.001'],
      ['limits.memory', '1Mi'],
      ['limits.memory', '1E'],
      ['limits.ephemeral-storage', '1k'],
      ['limits.hugepages-2Mi', '1Ki'],
    ]);
    refuses(divide, [
      [
        ['nothing', '5'],
        '.env[0].valueFrom.resourceFieldRef.resource: Unsupported value: "nothing": supported values: "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"',
      ],
      [
        ['limits.cpu', '2'],
        '.env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.cpu": only divisor\'s values 1m and 1 are supported with the cpu resource',
      ],
      [
        ['limits.cpu', '1k'],
        '.env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.cpu": only divisor\'s values 1m and 1 are supported with the cpu resource',
      ],
      [
        ['limits.memory', '1m'],
        '.env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.memory": only divisor\'s values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the memory resource',
      ],
      [
        ['limits.memory', '1024'],
        '.env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.memory": only divisor\'s values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the memory resource',
      ],
      [
        ['limits.memory', '1e3'],
        '.env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.memory": only divisor\'s values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the memory resource',
      ],
      [
        ['requests.ephemeral-storage', '2Mi'],
        '.env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "requests.ephemeral-storage": only divisor\'s values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the local ephemeral storage resource',
      ],
      [
        ['limits.hugepages-2Mi', '3'],
        '.env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.hugepages-2Mi": only divisor\'s values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the hugepages resource',
      ],
    ]);
  });
});
