import { beforeAll, describe, expect, it } from 'vitest';
import type { LogOptions, Session } from '../../src/client/index.js';
import type { Get } from './context.js';
import { busybox } from './target.js';

export function describeLogs(get: Get): void {
  describe('logs', () => {
    let session: Session;
    const textOf = async (options: LogOptions, of = session) => {
      const chunks: Buffer[] = [];
      for await (const bytes of of.logs(options)) chunks.push(bytes);
      return Buffer.concat(chunks).toString();
    };
    beforeAll(async () => {
      const { client, ref } = get();
      const script = 'echo one; echo two; sleep 3; echo three; printf four; sleep 0.5';
      session = await client.add(ref, { ...busybox, command: ['sh', '-c', script] });
      await session.waitForExit();
    });

    it('are whole without options', async () => {
      expect(await textOf({})).toBe('one\ntwo\nthree\nfour');
    });
    it('have no carriage returns before the ends of lines', async () => {
      const { client, ref } = get();
      const script = "printf 'one\\r\\ntwo\\rtwo\\n'; sleep 0.5";
      const ended = await client.add(ref, { ...busybox, command: ['sh', '-c', script] });
      await ended.waitForExit();
      expect(await textOf({}, ended)).toBe('one\ntwo\rtwo\n');
    });
    it.each([
      [0, ''],
      [1, 'four'],
      [2, 'three\nfour'],
      [9, 'one\ntwo\nthree\nfour'],
    ])('tailLines %i, followed or not', async (tailLines, text) => {
      expect(await textOf({ tailLines })).toBe(text);
      expect(await textOf({ tailLines, follow: true })).toBe(text);
    });
    it('timestamps, and sinceTime of one of them', async () => {
      const lines = (await textOf({ timestamps: true })).split('\n');
      for (const line of lines)
        expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(Z|[+-]\d\d:\d\d) \w+$/);
      const [sinceTime = ''] = lines[2]?.split(' ') ?? [];
      expect(await textOf({ sinceTime })).toBe('three\nfour');
      expect(await textOf({ sinceTime, tailLines: 1, timestamps: true })).toBe(lines[3]);
    });
    it('sinceSeconds', async () => {
      expect(await textOf({ sinceSeconds: 3_600 })).toBe('one\ntwo\nthree\nfour');
      expect(await textOf({ sinceSeconds: 3_600, follow: true })).toBe('one\ntwo\nthree\nfour');
    });
    it.each([
      [5, 'one\nt'],
      [8, 'one\ntwo\n'],
      [1_000, 'one\ntwo\nthree\nfour'],
    ])('limitBytes %i, followed or not', async (limitBytes, text) => {
      expect(await textOf({ limitBytes })).toBe(text);
      expect(await textOf({ limitBytes, follow: true })).toBe(text);
    });
    it.concurrent.each([0, 2])('tailLines %i with follow goes on without a gap', async (tailLines) => {
      const { client, ref } = get();
      // For long enough that a log can be opened meanwhile on a machine that is busy.
      const lines = Array.from({ length: 75 }, (_, index) => `line ${index}`);
      const script = lines.map((line) => `echo ${line}; sleep 0.2`).join('; ');
      const talking = await client.add(ref, { ...busybox, command: ['sh', '-c', script] });
      let begun = '';
      for await (const bytes of talking.logs({ follow: true })) {
        begun += bytes.toString();
        if (begun.includes('line 4\n')) break;
      }
      expect(begun).toContain('line 4\n');
      const got = (await textOf({ follow: true, tailLines }, talking)).trim().split('\n');
      const first = lines.indexOf(got[0] ?? '');
      expect(first).toBeGreaterThanOrEqual(5 - tailLines);
      expect(got).toEqual(lines.slice(first));
    });
  });
}
