import type { ContainerRun } from '../kubelet/run.js';
import { bareStatus, internalError } from '../model/errors.js';
import { v5 } from './protocol.js';

/** How a command that was run in a container ended. Source: kubernetes v1.37 kubelet pkg/cri/streaming/remotecommand/exec.go */
export function describeExecEnd(run: ContainerRun, command: readonly string[], protocol: string): object {
  const isNewest = protocol === v5;
  const problem = run.exit?.reason === 'ContainerCannotRun' ? run.exit.message : undefined;
  if (problem !== undefined) return describeStartFailure(run, problem, isNewest);
  const exitCode = run.exit?.exitCode ?? 0;
  if (exitCode === 0) return { metadata: {}, status: 'Success' };
  const text = isNewest
    ? `command terminated with exit code ${exitCode}`
    : `error executing command [${command.join(' ')}], exit code ${exitCode}`;
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: ${text}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
  };
}

function describeStartFailure({ id }: ContainerRun, problem: string, isNewest: boolean): object {
  const start = `failed to start exec ${JSON.stringify(id.replace('containerd://', ''))}`;
  const text = `error executing command in container: failed to exec in container: ${start}: OCI runtime exec failed: exec failed: ${problem}: unknown`;
  return bareStatus(internalError(isNewest ? `Internal error occurred: ${text}` : text));
}
