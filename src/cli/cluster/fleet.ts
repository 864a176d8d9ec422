import type { FleetOptions, FleetResult, PodRef } from '../../client/index.js';
import { type CliIo, exitCode } from '../io.js';
import { CliProblem } from '../problem.js';
import { describeSession } from './add-to-pod.js';
import type { Cluster } from './connect.js';
import { explainError } from './explain-error.js';
import { makeContainer, type PreparedFlags } from './make-container.js';
import type { OutputFlag, WaitFlags } from './wait-flags.js';

export interface FleetFlags extends WaitFlags, OutputFlag {
  readonly selector: string;
  readonly wait?: boolean;
}

/** Adds a container to each Pod that a selector selects; the worst outcome is the exit code. */
export async function runFleet(
  cluster: Cluster,
  until: 'stored' | 'running' | 'exit',
  prepared: PreparedFlags,
  flags: FleetFlags,
  io: CliIo,
): Promise<number> {
  const { client, namespace } = cluster;
  const { signal } = io;
  const pods = await client.selectPods({ namespace, labelSelector: flags.selector }, { signal });
  if (pods.length === 0) {
    throw new CliProblem(
      `no running Pod in namespace ${namespace} fits -l ${flags.selector}`,
      exitCode.failed,
    );
  }
  const stdin = prepared.flags.stdin === true && until === 'exit' ? await readAll(io) : undefined;
  const options: FleetOptions = {
    until,
    signal,
    stdin,
    ...(flags.timeout ? { timeout: flags.timeout } : {}),
  };
  let worst: number = exitCode.ok;
  // each is one of the Pods above, as read from the API
  const containerFor = (ref: PodRef) => makeContainer(prepared, 'metadata' in ref ? ref : {}).container;
  for await (const result of client.fleet(pods, containerFor, options)) {
    worst = Math.max(worst, tellResult(result, flags, io));
  }
  return worst;
}

function tellResult(result: FleetResult, flags: FleetFlags, io: CliIo): number {
  const prefix = `[${result.target.name}] `;
  if (!result.ok) {
    const { code, lines, status } = explainError(result.error);
    io.stderr.write(lines.map((line) => `${prefix}${line}\n`).join(''));
    if (flags.output === 'json')
      io.stdout.write(`${JSON.stringify({ pod: result.target, error: status })}\n`);
    return code;
  }
  const { run, session } = result;
  if (flags.output === 'json') {
    const outcome = run === undefined ? {} : { ...run, output: run.output.toString('utf8') };
    io.stdout.write(`${JSON.stringify({ ...describeSession(session), ...outcome })}\n`);
  } else if (run === undefined) io.stdout.write(`${result.target.name} ${session.name}\n`);
  else io.stdout.write(prefixLines(run.output.toString('utf8'), prefix));
  return run?.exitCode ?? exitCode.ok;
}

function prefixLines(text: string, prefix: string): string {
  if (text === '') return '';
  return `${text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `${prefix}${line}`)
    .join('\n')}\n`;
}

async function readAll({ stdin }: CliIo): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
