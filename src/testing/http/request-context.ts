import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { UserOptions } from '../api/authorization.js';
import type { ServerContext } from '../api/context.js';
import { type RequestInfo, readRequestInfo } from '../api/request-info.js';
import { breakConnection } from '../faults/byte-limit.js';
import type { FaultAction, FaultPlan } from '../faults/fault.js';
import { faultError } from '../faults/fault-error.js';

/** A request that arrived, in order of arrival. */
export interface RecordedRequest {
  readonly method: string;
  /** With the query. */
  readonly url: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Empty for a WebSocket. */
  readonly body: string;
  /** The status it was answered with; `undefined` while it runs, or when the connection was cut. */
  readonly status: () => number | undefined;
}

/** What the server's two doors share: requests and upgrades. */
export interface Doorway {
  readonly context: ServerContext;
  readonly users: readonly UserOptions[];
  readonly faults: FaultPlan;
  readonly requests: RecordedRequest[];
  /** Aborted when the server closes. */
  readonly closing: AbortSignal;
}

/** What one request is, before anybody looks at its body. */
export interface Arrival {
  readonly url: URL;
  readonly info: RequestInfo;
  readonly fault: FaultAction | undefined;
}

export function readArrival(request: IncomingMessage, faults: FaultPlan): Arrival {
  const { method = 'GET', headers } = request;
  const url = new URL(request.url ?? '/', `http://${headers.host ?? 'localhost'}`);
  const info = readRequestInfo(method, url);
  return { url, info, fault: faults.take(method, url.pathname, info.verb) };
}

export function recordRequest(
  requests: RecordedRequest[],
  request: IncomingMessage,
  url: URL,
  body: Buffer,
  status: () => number | undefined,
): void {
  requests.push({
    method: request.method ?? 'GET',
    url: `${url.pathname}${url.search}`,
    path: url.pathname,
    headers: request.headers,
    body: body.toString('utf8'),
    status,
  });
}

/**
 * Has happen what goes wrong before the server does anything. Answers whether that was all; throws
 * the failure that a fault answers with.
 */
export async function meetFault(
  fault: FaultAction | undefined,
  socket: Socket,
  signal: AbortSignal,
  context: ServerContext,
): Promise<'over' | 'goes on'> {
  if (fault?.kind === 'delay') await context.timers.sleep(fault.ms, signal);
  if (!isBeforeCommit(fault)) return 'goes on';
  if (fault.kind === 'status') throw faultError(fault);
  if (fault.kind === 'drop') breakConnection(socket, fault.reset === true ? 'reset' : 'close');
  return 'over';
}

type FaultBeforeCommit = Extract<FaultAction, { kind: 'drop' | 'hang' | 'status' }>;

export function isBeforeCommit(fault: FaultAction | undefined): fault is FaultBeforeCommit {
  if (fault?.kind === 'status') return fault.when !== 'after-commit';
  return (fault?.kind === 'drop' || fault?.kind === 'hang') && fault.when === 'before-commit';
}
