import type { ServerContext } from '../api/context.js';
import { findPod } from '../api/find-pod.js';
import { type LogRequest, readLogOptions } from '../api/log-options.js';
import type { RequestScope } from '../api/request-scope.js';
import type { ContainerLog, LogEntry } from '../kubelet/container-log.js';
import { badRequest } from '../model/errors.js';
import { findContainerRun } from './find-run.js';

/** Answers what a container wrote, and with `follow` what it goes on to write. */
export async function sendLog(context: ServerContext, scope: RequestScope): Promise<void> {
  const pod = findPod(context, scope);
  const options = readLogOptions(scope.url.searchParams, pod.metadata.name);
  const run = findContainerRun(context, pod, scope.url.searchParams.get('container') ?? '');
  if ((pod.spec.nodeName ?? '') === '') {
    // a Pod that waits for a node has no log to read
    scope.send(204, '');
    return;
  }
  const quoted = `"${run.name}" in pod "${pod.metadata.name}"`;
  if (options.previous) throw badRequest(`previous terminated container ${quoted} not found`);
  if (run.run === undefined) throw badRequest(`container ${quoted} is not available`);
  if (run.run.state === 'waiting') {
    throw badRequest(`container ${quoted} is waiting to start: ${describeWaiting(run.run.waitingReason)}`);
  }
  const body = scope.open({ 'Content-Type': 'text/plain' });
  await copyLog(run.run.log, options, (data) => body.write(data), scope.signal);
  body.end();
}

/** Source: kubernetes v1.37 pkg/kubelet/kubelet_pods.go validateContainerLogStatus */
function describeWaiting(reason: string): string {
  if (reason === 'ErrImagePull') return "image can't be pulled";
  return reason === 'ImagePullBackOff' ? 'trying and failing to pull image' : reason;
}

async function copyLog(
  log: ContainerLog,
  options: LogRequest,
  write: (data: Buffer) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let left = options.limitBytes ?? Number.POSITIVE_INFINITY;
  let next = firstEntry(log.entries, options);
  let wake: (() => void) | undefined;
  const onChange = (): void => wake?.();
  const unsubscribe = log.subscribe(onChange);
  signal.addEventListener('abort', onChange);
  while (left > 0 && !signal.aborted) {
    const entry = log.entries[next];
    if (entry !== undefined) {
      const before = log.entries[next - 1];
      next += 1;
      if (options.since !== undefined && entry.time < options.since) continue;
      const data = formatEntry(entry, before, options.timestamps).subarray(0, left);
      left -= data.length;
      await write(data);
    } else if (!options.follow || log.finished) {
      break;
    } else {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  unsubscribe();
  signal.removeEventListener('abort', onChange);
}

/** A line that was cut into parts has its time once. */
function formatEntry(entry: LogEntry, before: LogEntry | undefined, timestamps: boolean): Buffer {
  const continues = before?.stream === entry.stream && before.data.at(-1) !== 0x0a;
  return timestamps && !continues ? Buffer.concat([Buffer.from(`${entry.time} `), entry.data]) : entry.data;
}

function firstEntry(entries: readonly LogEntry[], { tailLines }: LogRequest): number {
  return tailLines === undefined ? 0 : Math.max(0, entries.length - tailLines);
}
