import type { ClientContext } from '../context.js';
import { ConnectionLostError } from '../errors/broken.js';
import { type PodKey, podPath } from '../pod-ref.js';
import { type Scope, sleep } from '../scope.js';
import { logIdleRatio, logRetry } from '../timing.js';
import { attemptsFor, isTransient } from '../transport/retry.js';
import { isIdle, openStream, type Stream } from '../transport/stream.js';
import type { Query } from '../transport/transport.js';
import type { ReadPod } from '../wait/cached-pod.js';
import { asDeleted } from '../wait/same-pod.js';
import { type Cursor, createCursor } from './cursor.js';
import type { LogRange } from './log-options.js';
import { type LogPiece, parseLog } from './parse.js';

export interface LogSource {
  readonly podKey: PodKey;
  readonly containerName: string;
  /** Called before each connection; not needed where the Pod is watched meanwhile. */
  readonly readPod?: ReadPod | undefined;
}

/** The part of a log that is asked for. */
export interface Wanted extends LogRange {
  readonly timestamps?: boolean | undefined;
}

/** A log that is read once, from the first line asked for. */
export interface LogReader {
  /**
   * What the container wrote and was not read yet, byte for byte, until the server ends the answer:
   * with `follow`, when the container ended. Reconnects after broken connections.
   */
  read(follow: boolean, scope: Scope): AsyncGenerator<Buffer, void, void>;
}

/** Milliseconds without a byte after which a followed log is requested again. */
const quietFor = ({ watchTimeout }: ClientContext) => watchTimeout * 1000 * logIdleRatio;
/** How many times in a row a log may be refused. */
const attempts = 10;

export function createLogReader(context: ClientContext, source: LogSource, wanted: Wanted = {}): LogReader {
  const cursor = createCursor();
  const { timestamps } = wanted;
  const since = startOf(wanted, cursor);
  let { tailLines } = wanted;
  const show = ({ begins, time, bytes }: LogPiece) =>
    timestamps && begins ? Buffer.concat([Buffer.from(`${time} `), bytes]) : bytes;
  return {
    async *read(follow, scope) {
      for (let failures = 0; ; ) {
        await source.readPod?.(scope, { anew: failures > 0 });
        try {
          cursor.rewind();
          const query = { tailLines, ...since(), follow: follow || undefined };
          for await (const piece of readOnce(context, source, query, scope.signal)) {
            const fresh = cursor.take(piece);
            if (fresh === undefined) continue;
            failures = 0;
            yield show(fresh);
          }
          // everything after the requested last lines is new
          tailLines = undefined;
          return;
        } catch (error) {
          if (scope.signal.aborted) throw scope.signal.reason;
          if (follow && isIdle(error)) {
            failures = 0;
            continue;
          }
          if (!isTransient(error)) throw error;
          if (++failures >= attemptsFor(error, context.transport, attempts)) throw error;
          scope.note(`last error: ${error.message}`, error);
          const pause = error instanceof ConnectionLostError ? 0 : (error.retryAfter ?? 0);
          await sleep(
            Math.max(pause, Math.min(logRetry.longest, logRetry.first * 2 ** (failures - 1))),
            scope.signal,
          );
        }
      }
    },
  };
}

/** Where a request starts: at the first line asked for, and after some were read, where they ended. */
function startOf({ sinceSeconds, sinceTime }: LogRange, cursor: Cursor): () => LogRange {
  let began: number | undefined;
  return () => {
    const reached = cursor.since();
    if (reached !== undefined) return { sinceTime: reached, tailLines: undefined };
    began ??= Date.now();
    const passed = Math.ceil((Date.now() - began) / 1000);
    return { sinceTime, sinceSeconds: sinceSeconds === undefined ? undefined : sinceSeconds + passed };
  };
}

interface LogQuery extends LogRange {
  readonly follow: true | undefined;
}

async function* readOnce(
  context: ClientContext,
  source: LogSource,
  query: LogQuery,
  signal: AbortSignal,
): AsyncGenerator<LogPiece, void, void> {
  const { transport } = context;
  const idleTimeout = query.follow ? quietFor(context) : transport.requestTimeout;
  const stream = await openLog(context, source, { ...query, timestamps: true }, signal, idleTimeout);
  try {
    yield* parseLog(stream.chunks());
  } finally {
    stream.close();
  }
}

/** Bytes: a container that was just started has rarely written more before a client attaches. */
const mostOnce = 8 * 1024 * 1024;

/** The log as it is now: from its beginning, or its last lines. */
export async function readLogOnce(
  context: ClientContext,
  source: LogSource,
  { signal }: Pick<Scope, 'signal'>,
  tailLines?: number,
): Promise<Buffer> {
  const query = { limitBytes: tailLines === undefined ? mostOnce : undefined, tailLines };
  const stream = await openLog(context, source, query, signal, context.transport.requestTimeout);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream.chunks()) chunks.push(chunk);
    return Buffer.concat(chunks);
  } finally {
    stream.close();
  }
}

async function openLog(
  { transport }: ClientContext,
  { podKey, containerName }: LogSource,
  range: Query,
  signal: AbortSignal,
  idleTimeout: number,
): Promise<Stream> {
  const spec = {
    method: 'GET',
    path: podPath(podKey, 'log'),
    query: { container: containerName, ...range },
  } as const;
  const subject = { podName: podKey.name, namespace: podKey.namespace };
  try {
    return await openStream(transport, spec, subject, signal, { idleTimeout });
  } catch (error) {
    throw asDeleted(error, podKey);
  }
}
