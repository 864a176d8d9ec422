import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { type ByteLimitFault, breakConnection, limitBytes } from '../faults/byte-limit.js';
import type { FaultAction } from '../faults/fault.js';
import { faultError } from '../faults/fault-error.js';
import type { UserInfo } from './authorization.js';
import type { RequestInfo } from './request-info.js';

/** Makes a WebSocket of a connection whose client asks for one. */
export type Upgrade = (connect: (socket: WebSocket) => void) => void;

/** One request and the way to answer it. */
export interface RequestScope {
  readonly method: string;
  readonly url: URL;
  readonly info: RequestInfo;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly user: UserInfo;
  /** Aborted when the client is gone or the server closes. */
  readonly signal: AbortSignal;
  readonly fault: FaultAction | undefined;
  /** The status it was answered with, if it was. */
  status(): number | undefined;
  /** Adds a `Warning` header to the answer. */
  warn(text: string): void;
  /** Answers, whole; a text is plain text. */
  send(code: number, body: unknown, headers?: Readonly<Record<string, string>>): void;
  /** Answers bit by bit. */
  open(headers: Readonly<Record<string, string>>): OutputBody;
  /** Whether the client asks for another protocol than HTTP. */
  readonly isUpgrade: boolean;
  /** Answers by a WebSocket. */
  upgrade(connect: (socket: WebSocket, limit: ByteLimitFault) => void): void;
}

export interface OutputBody {
  /** Resolves when there is room for more. */
  write(data: string | Uint8Array): Promise<void>;
  end(): void;
}

export interface RequestScopeInput {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly info: RequestInfo;
  readonly body: Buffer;
  readonly user: UserInfo;
  readonly signal: AbortSignal;
  readonly fault: FaultAction | undefined;
  readonly upgrade: Upgrade | undefined;
}

export function createRequestScope(input: RequestScopeInput): RequestScope {
  const { request, response, fault, upgrade } = input;
  const warnings: string[] = [];
  const limit = limitBytes(request.socket, fault);
  let isUpgraded = false;

  /** Does what a fault does in the place of the answer, once the server has done its work. */
  function meetsFault(): boolean {
    if (fault?.kind === 'drop') breakConnection(request.socket, fault.reset === true ? 'reset' : 'close');
    if (fault?.kind === 'status') {
      const { status, headers } = faultError(fault);
      writeBody(response, status.code, status, headers, limit);
    }
    return fault?.kind === 'drop' || fault?.kind === 'hang' || fault?.kind === 'status';
  }

  return {
    method: request.method ?? 'GET',
    url: input.url,
    info: input.info,
    headers: request.headers,
    body: input.body,
    user: input.user,
    signal: input.signal,
    fault,
    isUpgrade: upgrade !== undefined,
    status: () => (isUpgraded ? 101 : response.headersSent ? response.statusCode : undefined),
    warn(text) {
      // a header is bytes, which Node takes one by one
      warnings.push(Buffer.from(`299 - ${JSON.stringify(text)}`).toString('latin1'));
    },
    send(code, body, headers = {}) {
      if (response.headersSent || response.destroyed || meetsFault()) return;
      if (warnings.length > 0) response.setHeader('Warning', warnings);
      writeBody(response, code, body, headers, limit);
    },
    open(headers) {
      if (!meetsFault()) {
        if (warnings.length > 0) response.setHeader('Warning', warnings);
        response.writeHead(200, { ...headers, ...cacheControl });
        response.flushHeaders();
      }
      return {
        async write(data) {
          const bytes = limit.take(Buffer.from(data));
          if (bytes.length === 0 || response.writableEnded || response.destroyed || !response.headersSent) {
            return limit.finish();
          }
          const hasRoom = response.write(bytes);
          limit.finish();
          if (!hasRoom) await drained(response, input.signal);
        },
        end() {
          // an answer that was kept back or broken off must not end as if it were whole
          if (response.headersSent && !limit.isOver()) response.end();
        },
      };
    },
    upgrade(connect) {
      if (meetsFault()) return;
      isUpgraded = true;
      upgrade?.((socket) => {
        socket.on('error', () => {});
        socket.on('ping', (data) => {
          if (!limit.isSilent()) socket.pong(data);
        });
        connect(socket, limit);
      });
    },
  };
}

const cacheControl = { 'Cache-Control': 'no-cache, private' };

function writeBody(
  response: ServerResponse,
  code: number,
  body: unknown,
  headers: Readonly<Record<string, string>>,
  limit: ByteLimitFault,
): void {
  const isText = typeof body === 'string';
  const bytes = Buffer.from(isText ? body : `${JSON.stringify(body)}\n`);
  response.writeHead(code, {
    ...cacheControl,
    ...(bytes.length === 0
      ? {}
      : { 'Content-Type': isText ? 'text/plain; charset=utf-8' : 'application/json' }),
    ...headers,
    'Content-Length': bytes.length,
  });
  const allowed = limit.take(bytes);
  // the length has been told, so that an answer that is cut off is seen to be
  if (allowed.length === bytes.length) response.end(bytes);
  else response.write(allowed, () => limit.finish());
}

function drained(response: ServerResponse, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    response.once('drain', done);
    response.once('close', done);
    signal.addEventListener('abort', done, { once: true });
  });
}
