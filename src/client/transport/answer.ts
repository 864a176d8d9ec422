import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { isObject } from '../../core/json.js';
import { ConnectionLostError, RequestFailedError, ServerUnavailableError } from '../errors/broken.js';
import { type ErrorSubject, errorOfStatus } from '../errors/from-status.js';
import type { Scope } from '../scope.js';
import { otherAnswer } from './check-response.js';
import type { Connection } from './connection.js';
import { isPage, makeStatus, parseStatus } from './read-status.js';
import { retrying } from './retry.js';
import { messageOf } from './socket-error.js';
import type { RequestSpec, Transport } from './transport.js';
import { parseWarnings } from './warnings.js';

export interface Answer<Value> {
  readonly value: Value;
  /** The texts of the server's `Warning` headers. */
  readonly warnings: readonly string[];
}

/** Sends a request until it is answered, and reads the JSON object of a 2xx; others become errors. */
export function requestJson<Value>(
  transport: Transport,
  spec: RequestSpec,
  subject: ErrorSubject,
  scope: Scope,
): Promise<Answer<Value>> {
  return retrying(scope, transport, async (signal, attempt) => {
    const incoming = await transport.send(
      { ...spec, attempt, compressed: spec.method === 'GET' && transport.connection.compress !== false },
      signal,
    );
    const text = await readText(incoming, signal);
    if (!isSuccess(incoming)) throw errorOfAnswer(incoming, text, subject, transport.connection);
    return {
      value: parseObject(text, incoming, transport.connection) as Value,
      warnings: parseWarnings(incoming),
    };
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

/** The error for an answer that is not 2xx. */
export function errorOfAnswer(
  incoming: IncomingMessage,
  text: string,
  subject: ErrorSubject,
  { server, missing }: Pick<Connection, 'server' | 'missing'>,
) {
  const code = incoming.statusCode ?? 0;
  const told = parseStatus(code, text);
  const words = isPage(text) ? '' : text.trim().slice(0, 500);
  const status = told ?? makeStatus(code, words || describe(incoming, text, server));
  const { location } = incoming.headers;
  // Not followed: what is there is not known to be the API server, and would be sent the credentials.
  if (code >= 300 && code < 400 && location) {
    return new RequestFailedError(
      `the server answers ${code} and redirects to ${location}; name the API server itself as the cluster's server`,
      { status },
    );
  }
  const error = errorOfStatus(code, status, subject);
  // Of a gateway, whose words alone do not say who answers.
  if (told === undefined && words !== '' && error.message.endsWith(words)) {
    error.message = `${error.message.slice(0, -words.length)}${describe(incoming, text, server)}: ${words}`;
  }
  if (missing && (code === 401 || code === 403)) error.message += `; ${missing}`;
  const retryAfter = retryAfterOf(incoming);
  if (!(error instanceof ServerUnavailableError) || retryAfter === undefined) return error;
  return new ServerUnavailableError(error.message, { status, retryAfter });
}

/** Milliseconds. Source: RFC 9110 §10.2.3 */
function retryAfterOf({ headers }: IncomingMessage): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  // A number that is none of seconds would be taken for a year.
  return Number.isNaN(at) || !/[a-z]/i.test(text) ? undefined : Math.max(0, at - Date.now());
}

/** Who answered, and what, in the place of what no API server says. */
function describe(
  { statusCode = 0, statusMessage = '' }: IncomingMessage,
  text: string,
  server: string,
): string {
  const answered = `${server} answered ${`${statusCode} ${statusMessage}`.trim()}`;
  if (isPage(text)) return `${answered} with a page of HTML`;
  return text.trim() === '' ? `${answered} without a message` : answered;
}

function parseObject(text: string, incoming: IncomingMessage, { server }: Connection): object {
  const value = parseJson(text, incoming, server);
  if (!isObject(value)) throw otherAnswer('an object', value);
  return value;
}

function parseJson(text: string, incoming: IncomingMessage, server: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const shown = isPage(text) ? '' : `: ${text.trim().slice(0, 200)}`;
    throw new RequestFailedError(
      `the server's answer is not JSON, check the address of the cluster: ${describe(incoming, text, server)}${shown}`,
      { cause: error },
    );
  }
}
