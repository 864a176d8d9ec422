import { describe } from 'vitest';
import { accepts, refuses } from './table.js';

describe('mirror-pod', () => {
  const call = (name: string) => ({ name });
  refuses(
    call,
    [
      ['a', '[]: Forbidden: static pods do not support ephemeral containers'],
      ['app', '[]: Forbidden: static pods do not support ephemeral containers'],
      ['', '[]: Forbidden: static pods do not support ephemeral containers'],
    ],
    { annotations: { 'kubernetes.io/config.mirror': '1' }, spec: { nodeName: 'node' } },
  );

  describe('in 1.30', () => {
    refuses(call, [['a', '[]: Forbidden: static pods do not support ephemeral containers']], {
      minor: '1.30',
      annotations: { 'kubernetes.io/config.mirror': '1' },
      spec: { nodeName: 'node' },
    });
  });

  describe('in 1.26', () => {
    accepts(call, ['a'], { minor: '1.26', annotations: { 'kubernetes.io/config.mirror': '1' } });
  });

  describe('any other annotation', () => {
    accepts(call, ['a'], { annotations: { 'kubernetes.io/config.source': 'file' } });
  });
});
