import { describe } from 'vitest';
import { accepts, refuses } from './table.js';

describe('resources', () => {
  const ask = (resources: object) => ({ resources });
  accepts(ask, [{}]);
  refuses(ask, [
    [{ limits: { cpu: '1' } }, '.resources: Forbidden: cannot be set for an Ephemeral Container'],
    [
      { limits: { 'hugepages-2Mi': '2Mi' }, requests: { 'hugepages-2Mi': '2Mi' } },
      '.resources: Forbidden: HugePages require cpu or memory',
      '.resources: Forbidden: cannot be set for an Ephemeral Container',
    ],
    [
      {
        limits: { 'hugepages-2Mi': '2Mi', memory: '1Gi' },
        requests: { 'hugepages-2Mi': '2Mi', memory: '1Gi' },
      },
      '.resources: Forbidden: cannot be set for an Ephemeral Container',
    ],
  ]);
});
