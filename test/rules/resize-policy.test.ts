import { describe } from 'vitest';
import { refuses } from './table.js';

describe('resize-policy', () => {
  const resize = (policy: object) => ({ resizePolicy: [policy] });
  refuses(resize, [
    [
      { resourceName: 'cpu', restartPolicy: 'NotRequired' },
      '.resizePolicy: Forbidden: cannot be set for an Ephemeral Container',
    ],
    [
      {},
      '.resizePolicy: Required value',
      '.resizePolicy: Forbidden: cannot be set for an Ephemeral Container',
    ],
    [
      { resourceName: 'gpu', restartPolicy: 'Never' },
      '.resizePolicy: Unsupported value: "gpu": supported values: "cpu", "memory"',
      '.resizePolicy: Unsupported value: "Never": supported values: "NotRequired", "RestartContainer"',
      '.resizePolicy: Forbidden: cannot be set for an Ephemeral Container',
    ],
  ]);

  describe('a Pod that never restarts', () => {
    refuses(
      resize,
      [
        [
          { resourceName: 'cpu', restartPolicy: 'NotRequired' },
          '.resizePolicy: Forbidden: cannot be set for an Ephemeral Container',
        ],
        [
          { resourceName: 'memory', restartPolicy: 'RestartContainer' },
          ".resizePolicy: Invalid value: \"RestartContainer\": must be 'NotRequired' when pod `restartPolicy` is 'Never'",
          '.resizePolicy: Forbidden: cannot be set for an Ephemeral Container',
        ],
      ],
      { spec: { restartPolicy: 'Never' } },
    );
  });
});
