import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { stringify } from 'yaml';
import { breakConnection, type Cut, startCut, uncut } from '../faults/byte-limit.js';
import type { FaultAction } from '../faults/fault.js';
import { faultError } from '../faults/fault-error.js';
import type { User } from './authorization.js';
import type { Representation } from './negotiate.js';
import { represent } from './represent.js';
import type { RequestInfo } from './request-info.js';

/** One request and the way to answer it. */
export interface RequestScope {
  readonly method: string;
  readonly url: URL;
  readonly info: RequestInfo;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly user: User;
  /** How the client wants to have it. */
  readonly representation: Representation;
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

export interface RequestScopeInput {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly info: RequestInfo;
  readonly body: Buffer;
  readonly user: User;
  readonly representation: Representation;
  readonly signal: AbortSignal;
  readonly fault: FaultAction | undefined;
}

export function createRequestScope(input: RequestScopeInput): RequestScope {
  const { request, response, fault, representation } = input;
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
    representation,
    signal: input.signal,
    fault,
    warn(text) {
      // a header is bytes, which Node takes one by one
      warnings.push(Buffer.from(`299 - ${JSON.stringify(text)}`).toString('latin1'));
    },
    send(code, body, headers = {}) {
      if (response.headersSent || response.destroyed || !mayAnswer()) return;
      if (fault?.kind === 'status') {
        const error = faultError(fault);
        writeBody(response, error.status.code, error.status, representation, error.headers);
        return;
      }
      if (warnings.length > 0) response.setHeader('Warning', warnings);
      const cut = startCut(request.socket, fault);
      writeBody(response, code, represent(body, representation.transform), representation, headers, cut);
    },
    open(headers) {
      const cut = startCut(request.socket, fault);
      if (fault?.kind === 'status') {
        const error = faultError(fault);
        writeBody(response, error.status.code, error.status, representation, error.headers);
        return { write: async () => {}, end: () => {} };
      }
      if (mayAnswer()) {
        response.setHeader('Cache-Control', 'no-cache, private');
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

function writeBody(
  response: ServerResponse,
  code: number,
  body: unknown,
  { format, pretty }: Representation,
  headers: Readonly<Record<string, string>>,
  cut: Cut = uncut,
): void {
  // a string is text
  const text = typeof body === 'string' ? body : format === 'yaml' ? toYaml(body) : toJson(body, pretty);
  const bytes = Buffer.from(text);
  response.writeHead(code, {
    'Cache-Control': 'no-cache, private',
    ...(bytes.length === 0
      ? {}
      : { 'Content-Type': typeof body === 'string' ? plainText : `application/${format}` }),
    ...headers,
    'Content-Length': bytes.length,
  });
  const allowed = cut.take(bytes);
  // the length has been told, so that an answer that is cut off is seen to be
  if (allowed.length === bytes.length) response.end(bytes);
  else response.write(allowed, () => cut.finish());
}

const plainText = 'text/plain; charset=utf-8';

/** As Go's encoder has it: times in quotes, lists no deeper than their names. */
function toYaml(body: unknown): string {
  const style = { version: '1.1', indentSeq: false, lineWidth: 0 } as const;
  return stringify(body, null, { ...style, sortMapEntries: true, aliasDuplicateObjects: false });
}

/** What is meant for people ends without a line break, as Go's encoder has it. */
function toJson(body: unknown, pretty: boolean): string {
  return pretty ? JSON.stringify(body, null, 2) : `${JSON.stringify(body)}\n`;
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
