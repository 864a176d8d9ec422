import { Readable, type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { CliIo } from '../io.js';
import { prefixLines } from '../output/prefix-lines.js';

/** What a command reads and writes for one Pod of several. */
export interface PodIo {
  readonly io: CliIo;
  /** Writes the last lines, with or without an end. */
  end(): Promise<void>;
}

/** `label` goes before each line of a Pod's output, `[POD] ` before each message about the Pod. */
export function openPodIo(io: CliIo, podName: string, label: string, onWrite: () => void): PodIo {
  const stdout = prefixLines(io.stdout, label, onWrite);
  const stderr = prefixLines(io.stderr, `[${podName}] `, onWrite);
  // a reader that closed the pipe ends the program, see main.ts
  const whole = Promise.all([finished(stdout), finished(stderr)]).catch(() => undefined);
  return {
    io: { ...io, stdout, stderr },
    async end() {
      for (const stream of [stdout, stderr] as readonly Writable[]) stream.end();
      await whole;
    },
  };
}

/** The same input for each Pod, read to its end when the first Pod needs it. */
export function shareInput({ stdin }: CliIo): () => Readable {
  let input: Promise<Buffer> | undefined;
  const readAll = async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  };
  return () =>
    Readable.from(
      (async function* () {
        input ??= readAll();
        yield await input;
      })(),
    );
}
