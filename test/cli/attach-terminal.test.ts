import { expect, test } from 'vitest';
import { attachTerminal } from '../../src/cli/session/attach-terminal.js';
import { type Attached, DeadlineError, type Session } from '../../src/client/index.js';
import { captureIo } from './captured-io.js';

const attached: Attached = {
  done: Promise.resolve('ended'),
  warnings: ['the log may not be read'],
  resize: () => undefined,
  detach: () => undefined,
};
const session: Session = {
  name: 'goes-on',
  podKey: { namespace: 'shop', name: 'web' },
  pod: {},
  warnings: [],
  waitForRunning: async () => undefined,
  waitForExit: async () => {
    throw new DeadlineError('the end', 10_000, 'last seen running');
  },
  attach: async () => attached,
  async *logs() {},
};

test('a session that the server ends before the container says how to get back', async () => {
  const io = captureIo();
  const ending = attachTerminal(session, { stdin: false, tty: false }, { context: 'a b' }, io);
  await expect(ending).rejects.toMatchObject({
    exitCode: 1,
    message:
      "the server ended the session, and goes-on keeps running; follow its log with: ephemeral-containers logs web -n shop -c goes-on -f --context 'a b'",
  });
  expect(io.err()).toBe('Warning: the log may not be read\n');
});
