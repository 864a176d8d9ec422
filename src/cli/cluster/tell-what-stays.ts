import { isClientError } from '../../client/index.js';
import type { CliIo } from '../io.js';
import type { WaitFlags } from './wait-flags.js';

const leaving = ['aborted', 'connection-lost', 'deadline', 'server-unavailable'];

/** After a command that ends before its container does: the container is there, and goes on. */
export function tellWhatStays(
  error: unknown,
  podName: string,
  containerName: string,
  flags: WaitFlags & { readonly namespace?: string },
  io: CliIo,
): void {
  if (containerName === '' || flags.quiet === true) return;
  if (!isClientError(error) || !leaving.includes(error.kind)) return;
  const where = flags.namespace === undefined ? podName : `${podName} -n ${flags.namespace}`;
  const program = io.program ?? 'ephemeral-containers';
  io.stderr.write(
    `${containerName} stays in Pod ${podName}; what it writes: ${program} logs ${where} -c ${containerName} -f\n`,
  );
}
