import { describe } from 'vitest';
import { accepts, type Given, refuses } from './table.js';

describe('target-container', () => {
  const target = (targetContainerName: string) => ({ targetContainerName });
  const given: Given = { spec: { initContainers: [{ name: 'init', image: 'busybox' }] } };
  accepts(target, ['', 'app', 'init'], given);
  refuses(
    target,
    [
      ['nope', '.targetContainerName: Not found: "nope"'],
      ['App', '.targetContainerName: Not found: "App"'],
      ['debugger', '.targetContainerName: Not found: "debugger"'],
    ],
    given,
  );
});
