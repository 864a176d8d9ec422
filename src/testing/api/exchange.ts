import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { FaultAction } from '../faults.js';
import type { User } from './authorization.js';
import { breakConnection, startCut } from './cut.js';
import { ApiError } from './errors.js';
import type { RequestInfo } from './request-info.js';

/** One request and the way to answer it. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly info: RequestInfo;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly user: User;
  /** Aborted when the client is gone or the server closes. */
  readonly signal: AbortSignal;
  readonly fault: FaultAction | undefined;
  /** Adds a `Warning` header to the answer. */
  warn(text: string): void;
  /** Answers, whole. */
  send(code: number, body: unknown, headers?: Readonly<Record<string, string>>): void;
  /** Answers bit by bit. */
  open(headers: Readonly<Record<string, string>>): OutputBody;
}

export interface OutputBody {
  /** Resolves when there is room for more. */
  write(data: string | Uint8Array): Promise<void>;
  end(): void;
}

export interface ExchangeInput {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly info: RequestInfo;
  readonly body: Buffer;
  readonly user: User;
  readonly signal: AbortSignal;
  readonly fault: FaultAction | undefined;
}

export function createExchange(input: ExchangeInput): Exchange {
  const { request, response, fault } = input;
  const warnings: string[] = [];

  /** Whether the answer may leave: a fault after the commit keeps it back. */
  function mayAnswer(): boolean {
    if (fault?.kind === 'drop') {
      breakConnection(request.socket, fault.reset === true ? 'reset' : 'close');
      return false;
    }
    return fault?.kind !== 'hang';
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
    warn(text) {
      warnings.push(`299 - ${JSON.stringify(text)}`);
    },
    send(code, body, headers = {}) {
      if (response.headersSent || response.destroyed || !mayAnswer()) return;
      if (fault?.kind === 'status') {
        const error = faultError(fault);
        writeJson(response, error.status.code, error.status, error.headers, []);
        return;
      }
      writeJson(response, code, body, headers, warnings);
    },
    open(headers) {
      const cut = startCut(request.socket, fault);
      if (mayAnswer()) {
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
        if (warnings.length > 0) response.setHeader('Warning', warnings);
        response.writeHead(200);
        response.flushHeaders();
      }
      return {
        async write(data) {
          const bytes = cut.take(Buffer.from(data));
          if (bytes.length === 0 || response.destroyed || !response.headersSent) return cut.finish();
          const roomy = response.write(bytes);
          cut.finish();
          if (!roomy) await drained(response, input.signal);
        },
        end() {
          // an answer that was kept back or broken off must not end as if it were whole
          if (response.headersSent && !cut.isOver()) response.end();
        },
      };
    },
  };
}

export function faultError(fault: Extract<FaultAction, { kind: 'status' }>): ApiError {
  const known: Readonly<Record<number, readonly [string, string]>> = {
    429: ['TooManyRequests', 'Too many requests, please try again later.'],
    500: ['InternalError', 'Internal error occurred: fault'],
    503: ['ServiceUnavailable', 'apiserver is shutting down'],
    504: ['Timeout', 'Timeout: request did not complete within requested timeout'],
  };
  const [reason, message] = known[fault.code] ?? ['', 'fault'];
  return new ApiError(
    fault.code,
    fault.reason ?? reason,
    fault.message ?? message,
    fault.retryAfter === undefined ? {} : { retryAfterSeconds: fault.retryAfter },
    fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) },
  );
}

function writeJson(
  response: ServerResponse,
  code: number,
  body: unknown,
  headers: Readonly<Record<string, string>>,
  warnings: readonly string[],
): void {
  const bytes = Buffer.from(`${JSON.stringify(body)}\n`);
  if (warnings.length > 0) response.setHeader('Warning', warnings);
  response.writeHead(code, {
    'Content-Type': 'application/json',
    ...headers,
    'Content-Length': bytes.length,
  });
  response.end(bytes);
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
