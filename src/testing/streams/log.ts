import type { ServerContext } from '../api/context.js';
import { badRequest } from '../api/errors.js';
import type { Exchange } from '../api/exchange.js';
import { findPod } from '../api/pods.js';
import { isTrue } from '../api/request-info.js';
import type { ContainerLog, LogEntry } from '../kubelet/container-log.js';
import { findContainerRun } from './find-run.js';

interface LogOptions {
  readonly follow: boolean;
  readonly timestamps: boolean;
  readonly previous: boolean;
  readonly tailLines: number | undefined;
  readonly limitBytes: number | undefined;
  /** Entries at or after this time; to the second, as the server passes it on. */
  readonly since: string | undefined;
  readonly stream: 'All' | 'Stdout' | 'Stderr';
}

/** Answers what a container wrote, and with `follow` what it goes on to write. */
export async function sendLog(context: ServerContext, exchange: Exchange): Promise<void> {
  const pod = findPod(context, exchange);
  const options = readOptions(exchange.url.searchParams);
  const run = findContainerRun(context, pod, exchange.url.searchParams.get('container') ?? '');
  const quoted = `"${run.name}" in pod "${pod.metadata.name}"`;
  if (options.previous) throw badRequest(`previous terminated container ${quoted} not found`);
  if (run.run === undefined) throw badRequest(`container ${quoted} is not available`);
  if (run.run.state === 'waiting') {
    throw badRequest(`container ${quoted} is waiting to start: ${describeWaiting(run.run.waitingReason)}`);
  }
  const body = exchange.open({ 'Content-Type': 'text/plain' });
  await copyLog(run.run.log, options, (data) => body.write(data), exchange.signal);
  body.end();
}

/** Source: kubernetes v1.37 pkg/kubelet/kubelet_pods.go validateContainerLogStatus */
function describeWaiting(reason: string): string {
  if (reason === 'ErrImagePull') return "image can't be pulled";
  return reason === 'ImagePullBackOff' ? 'trying and failing to pull image' : reason;
}

async function copyLog(
  log: ContainerLog,
  options: LogOptions,
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
      if (!isWanted(entry, options)) continue;
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

function isWanted(entry: LogEntry, { since, stream }: LogOptions): boolean {
  if (since !== undefined && entry.time < since) return false;
  return stream === 'All' || stream.toLowerCase() === entry.stream;
}

/** A line that was cut into parts has its time once. */
function formatEntry(entry: LogEntry, before: LogEntry | undefined, timestamps: boolean): Buffer {
  const continues = before?.stream === entry.stream && before.data.at(-1) !== 0x0a;
  return timestamps && !continues ? Buffer.concat([Buffer.from(`${entry.time} `), entry.data]) : entry.data;
}

function firstEntry(entries: readonly LogEntry[], { tailLines }: LogOptions): number {
  return tailLines === undefined ? 0 : Math.max(0, entries.length - tailLines);
}

function readOptions(query: URLSearchParams): LogOptions {
  const sinceTime = query.get('sinceTime');
  const sinceSeconds = readNumber(query, 'sinceSeconds');
  const stream = query.get('stream') ?? 'All';
  if (stream !== 'All' && stream !== 'Stdout' && stream !== 'Stderr') {
    throw badRequest(`stream: Unsupported value: "${stream}": supported values: "All", "Stderr", "Stdout"`);
  }
  return {
    follow: isTrue(query.get('follow')),
    timestamps: isTrue(query.get('timestamps')),
    previous: isTrue(query.get('previous')),
    tailLines: readNumber(query, 'tailLines'),
    limitBytes: readNumber(query, 'limitBytes'),
    since:
      sinceTime !== null
        ? `${new Date(sinceTime).toISOString().slice(0, 19)}.000000000Z`
        : sinceSeconds !== undefined
          ? new Date(Date.now() - sinceSeconds * 1000).toISOString()
          : undefined,
    stream,
  };
}

function readNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (/^[0-9]+$/.test(text)) return Number(text);
  throw badRequest(`${name}: Invalid value: ${JSON.stringify(text)}: must be a number of at least 0`);
}
