import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Status } from '../../core/status.js';
import { ConnectionLostError, RequestFailedError, ServerUnavailableError } from '../errors/broken.js';
import { errorOfStatus, type Subject } from '../errors/from-status.js';
import type { Scope } from '../scope.js';
import { retrying } from './retry.js';
import { messageOf } from './socket-error.js';
import type { RequestSpec, Transport } from './transport.js';
import { parseWarnings } from './warnings.js';

export interface Answer<Value> {
  readonly value: Value;
  /** The texts of the server's `Warning` headers. */
  readonly warnings: readonly string[];
}

/** Sends a request until it is answered, and reads the JSON of a 2xx; others become errors. */
export function requestJson<Value>(
  transport: Transport,
  spec: RequestSpec,
  subject: Subject,
  scope: Scope,
): Promise<Answer<Value>> {
  return retrying(scope, transport, async (signal) => {
    const incoming = await transport.send({ ...spec, compressed: spec.method === 'GET' }, signal);
    const text = await readText(incoming, signal);
    if (!isSuccess(incoming)) throw errorOfAnswer(incoming, text, subject);
    return { value: parseJson(text) as Value, warnings: parseWarnings(incoming) };
  });
}

export function isSuccess({ statusCode = 0 }: IncomingMessage): boolean {
  return statusCode >= 200 && statusCode < 300;
}

export async function readText(incoming: IncomingMessage, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw new ConnectionLostError(`the connection broke while an answer was read: ${messageOf(error)}`, {
      cause: error,
    });
  }
  if (signal.aborted) throw signal.reason;
  if (!incoming.complete) throw new ConnectionLostError('the connection broke before the answer was whole');
  return (await decompress(incoming, Buffer.concat(chunks))).toString('utf8');
}

async function decompress({ headers }: IncomingMessage, bytes: Buffer): Promise<Buffer> {
  if (headers['content-encoding'] !== 'gzip') return bytes;
  try {
    return await promisify(gunzip)(bytes);
  } catch (error) {
    throw new RequestFailedError(`the server's answer is not gzip: ${messageOf(error)}`, { cause: error });
  }
}

/** The error for an answer that is not 2xx; what is not a `Status` becomes one. */
export function errorOfAnswer(incoming: IncomingMessage, text: string, subject: Subject) {
  const code = incoming.statusCode ?? 0;
  const status = statusOf(code, text);
  const { location } = incoming.headers;
  // Not followed: what is there is not known to be the API server, and would be sent the credentials.
  if (code >= 300 && code < 400 && location) {
    return new RequestFailedError(
      `the server answers ${code} and redirects to ${location}; name the API server itself as the cluster's server`,
      { status },
    );
  }
  const header = Number(incoming.headers['retry-after']);
  const error = errorOfStatus(code, status, subject);
  if (!(error instanceof ServerUnavailableError) || !(header >= 0) || !incoming.headers['retry-after'])
    return error;
  return new ServerUnavailableError(error.message, { status, retryAfter: header * 1000 });
}

export function statusOf(code: number, text: string): Status {
  try {
    const value = JSON.parse(text) as Status | null;
    if (value?.kind === 'Status') return value;
  } catch {
    // Proxies answer with HTML or plain text.
  }
  const message = text.trim().slice(0, 500) || `the server answered ${code} without a message`;
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, code };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RequestFailedError(
      `the server's answer is not JSON, check the address of the cluster: ${text.slice(0, 200)}`,
      { cause: error },
    );
  }
}
