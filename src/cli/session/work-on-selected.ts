import { Readable, type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { inParallel } from '../../client/fleet.js';
import type { Pod } from '../../core/pod.js';
import { CliError } from '../cli-error.js';
import type { OutputFlag } from '../flags/wait-flags.js';
import { type CliIo, exitCode } from '../io.js';
import { codeOfReason, explainError } from '../output/explain-error.js';
import { prefixLines } from '../output/prefix-lines.js';
import type { Cluster } from './connect.js';

export interface SelectedFlags extends OutputFlag {
  /** How many Pods at a time. */
  readonly concurrency: number;
  /** What is before each line of a Pod's output; before what is said of it, `[POD] ` is. */
  readonly label: (podName: string) => string;
}

type Work = (pod: Pod, io: CliIo) => Promise<number>;

/** Works in every Pod that a selector selects, so many at a time; the highest code is the exit code. */
export async function workOnSelected(
  { client, namespace, time }: Cluster,
  selector: string,
  flags: SelectedFlags,
  io: CliIo,
  work: Work,
): Promise<number> {
  const { signal } = io;
  const pods = await client.selectPods({ namespace, labelSelector: selector }, time.options());
  if (pods.length === 0) {
    throw new CliError(`no running Pod in namespace ${namespace} fits -l ${selector}`, exitCode.failed);
  }
  const input = shareInput(io);
  let highest: number = exitCode.ok;
  let left = 0;
  const own: Work = (pod, podIo) => work(pod, podIo).catch((error) => Promise.reject(time.explain(error)));
  const isOver = () => signal?.aborted === true || time.isUp();
  const workIn = async (pod: Pod) => (isOver() ? undefined : workInOne(pod, flags, input(), io, own));
  for await (const code of inParallel(pods, flags.concurrency, workIn)) {
    if (code === undefined) left++;
    else highest = Math.max(highest, code);
  }
  if (left === 0) return highest;
  const why = signal?.aborted ? 'interrupted' : 'the deadline passed';
  io.stderr.write(`${why}: ${left} of ${pods.length} Pods got no container\n`);
  return Math.max(highest, signal?.aborted ? codeOfReason(signal.reason) : exitCode.deadline);
}

/** Never throws: what goes wrong in one Pod is told, and stops no other. */
async function workInOne(
  pod: Pod,
  { output, label }: SelectedFlags,
  stdin: Readable,
  io: CliIo,
  work: Work,
): Promise<number> {
  const { name = '', namespace = '' } = pod.metadata ?? {};
  const json = output === 'json';
  const stdout = prefixLines(io.stdout, json ? '' : label(name));
  const stderr = prefixLines(io.stderr, `[${name}] `);
  // a reader that went away ends the program, see main.ts
  const whole = Promise.all([finished(stdout), finished(stderr)]).catch(() => undefined);
  try {
    return await work(pod, { ...io, stdin, stdout, stderr });
  } catch (error) {
    const { code, lines, status } = explainError(error);
    if (lines.length > 0) stderr.write(`${lines.join('\n')}\n`);
    if (json) stdout.write(`${JSON.stringify({ pod: { namespace, name }, error: status })}\n`);
    return code;
  } finally {
    for (const stream of [stdout, stderr] as readonly Writable[]) stream.end();
    await whole;
  }
}

/** The same input for each, read to its end when the first wants it. */
function shareInput({ stdin }: CliIo): () => Readable {
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
