import type { Session } from '../../client/index.js';
import { type CliIo, exitCode } from '../io.js';
import type { Cluster } from './connect.js';
import { makeContainer, type PreparedFlags } from './make-container.js';
import { tellExit } from './run-piped.js';
import { startWait, tellWarnings } from './start-wait.js';
import { tellWhatStays } from './tell-what-stays.js';
import { takeTerminal } from './terminal.js';
import type { WaitFlags } from './wait-flags.js';

/** Adds a container with a terminal, and makes ours its own until its program ends or it is let go of. */
export async function runTerminal(
  { client, pod: refer }: Cluster,
  podName: string,
  prepared: PreparedFlags,
  flags: WaitFlags,
  io: CliIo,
): Promise<number> {
  const pod = await client.readPod(refer(podName), { signal: io.signal });
  const { container, warnings } = makeContainer(prepared, pod);
  tellWarnings(warnings, flags, io);
  const wait = startWait(podName, flags, io);
  let session: Session;
  let stored = '';
  try {
    session = await client.add(pod, container, { signal: io.signal });
    stored = session.name;
    wait.stored(stored, session.warnings);
    await session.waitForRunning(wait.options);
    wait.end();
  } catch (error) {
    wait.clear();
    tellWhatStays(error, podName, stored, flags, io);
    wait.end();
    throw error;
  }
  return attachTerminal(session, flags, io);
}

export interface AttachFlags extends WaitFlags {
  readonly namespace?: string;
  /** Whether input is passed on; default true. */
  readonly stdin?: boolean;
}

/** Passes keys, output and sizes, until the container ends (its exit code) or it is let go of (0). */
export async function attachTerminal(session: Session, flags: AttachFlags, io: CliIo): Promise<number> {
  const passesInput = flags.stdin !== false;
  const terminal = passesInput ? takeTerminal(io) : undefined;
  try {
    const attached = await session.attach({
      stdin: passesInput ? io.stdin : undefined,
      stdout: io.stdout,
      stderr: io.stderr,
      size: terminal?.size(),
      signal: io.signal,
    });
    const stop = terminal?.onResize((size) => attached.resize(size));
    const how = await attached.done.finally(() => stop?.());
    terminal?.restore();
    if (how === 'detached') return tellDetached(session, flags, io);
  } finally {
    terminal?.restore();
    io.stdin.pause();
  }
  const exit = await session.waitForExit({ signal: io.signal });
  tellExit({ ...exit, containerName: session.name }, flags, io);
  return exit.exitCode;
}

function tellDetached({ name, target }: Session, flags: AttachFlags, io: CliIo): number {
  if (flags.quiet !== true) {
    const program = io.program ?? 'ephemeral-containers';
    io.stderr.write(
      `\nlet go of ${name}; back to it: ${program} attach ${target.name} -n ${target.namespace} -c ${name} -it\n`,
    );
  }
  return exitCode.ok;
}
