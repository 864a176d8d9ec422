import { describe, expect, it } from 'vitest';
import type { Get } from './context.js';
import { busybox } from './target.js';

export function describeInput(get: Get): void {
  describe('input whose end the program cannot hear of', () => {
    it('does not end the session', async () => {
      const { client, ref } = get();
      const script = 'read line; sleep 1; echo "got $line"; sleep 0.5; exit 3';
      const session = await client.add(ref, { ...busybox, command: ['sh', '-c', script], stdin: true });
      await session.waitForRunning();
      const shown: Buffer[] = [];
      const attached = await session.attach({ stdin: 'in\n', stdout: (bytes) => void shown.push(bytes) });
      expect(await attached.done).toBe('ended');
      expect(Buffer.concat(shown).toString()).toBe('got in\n');
      expect(await session.waitForExit()).toMatchObject({ exitCode: 3 });
    });
  });
}

export function describeTerminal(get: Get): void {
  describe('a terminal', () => {
    it('has its earlier lines begin at the left, and outlasts what is typed', async () => {
      const { client, ref } = get();
      const script = 'echo one; echo two; read line; sleep 1; echo "got $line"; sleep 0.5; exit 3';
      const container = { ...busybox, command: ['sh', '-c', script], stdin: true, tty: true };
      const session = await client.add(ref, container);
      await session.waitForRunning();
      let log = '';
      for await (const bytes of session.logs({ follow: true })) {
        log += bytes.toString();
        if (log.includes('two')) break;
      }
      const shown: Buffer[] = [];
      const attached = await session.attach({ stdin: 'in\r', stdout: (bytes) => void shown.push(bytes) });
      expect(await attached.done).toBe('ended');
      const text = Buffer.concat(shown).toString();
      expect(text).toMatch(/^one\r\ntwo\r\nin\r?\ngot in\r?\n$/);
      expect(await session.waitForExit()).toMatchObject({ exitCode: 3 });
    });
  });
}
