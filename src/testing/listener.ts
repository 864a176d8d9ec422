import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Minor } from '../index.js';
import { authenticate, authorize, type User, type UserOptions } from './api/authorization.js';
import { minorNumber, type ServerContext } from './api/context.js';
import { breakConnection, type Cut, startCut } from './api/cut.js';
import { ApiError, internalError } from './api/errors.js';
import { createExchange, faultError } from './api/exchange.js';
import { handle } from './api/handle.js';
import { isWatch, type RequestInfo, readRequestInfo } from './api/request-info.js';
import type { FaultAction, FaultPlan } from './faults.js';
import type { RecordedRequest } from './options.js';
import { finish, greet, readWantedStreams, serveAttach } from './streams/attach.js';
import { writeFrames } from './streams/channel.js';
import { NodeRefusal } from './streams/node-refusal.js';
import { type PreparedAttach, prepareAttach } from './streams/prepare-attach.js';

export interface ListenerInput {
  readonly context: ServerContext;
  readonly users: readonly UserOptions[];
  readonly faults: FaultPlan;
  readonly requests: RecordedRequest[];
  readonly closing: AbortSignal;
}

export interface Listener {
  onRequest(request: IncomingMessage, response: ServerResponse): void;
  onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

const longestBody = 3 * 1024 * 1024;

/** What one request is, before anybody looks at its body. */
interface Arrival {
  readonly url: URL;
  readonly info: RequestInfo;
  readonly fault: FaultAction | undefined;
}

export function createListener({ context, users, faults, requests, closing }: ListenerInput): Listener {
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: 64 * 1024 * 1024,
    handleProtocols: (offered) => chooseProtocol(offered, context.minor) ?? false,
  });

  function arrive(request: IncomingMessage): Arrival {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
    const info = readRequestInfo(request.method ?? 'GET', url);
    const fault = faults.take(request.method ?? 'GET', url.pathname, isWatch(url.searchParams));
    return { url, info, fault };
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url, info, fault } = arrive(request);
    const body = await readBody(request);
    record(requests, request, url, body, () => (response.headersSent ? response.statusCode : undefined));
    const gone = new AbortController();
    const onClose = (): void => gone.abort(new Error('the client is gone'));
    response.once('close', onClose);
    closing.addEventListener('abort', onClose, { once: true });
    response.once('close', () => closing.removeEventListener('abort', onClose));
    if (closing.aborted || (await meetFault(fault, request.socket, gone.signal, context)) === 'over') return;
    const user = findUser(users, request);
    const exchange = createExchange({
      request,
      response,
      url,
      info,
      body,
      user: user instanceof ApiError ? { name: '', groups: [], rules: [] } : user,
      signal: gone.signal,
      fault: isBefore(fault) ? undefined : fault,
    });
    try {
      if (isBefore(fault) && fault?.kind === 'status') throw faultError(fault);
      if (user instanceof ApiError) throw user;
      requireJson(request);
      if (body.length > longestBody) throw tooLarge();
      authorize(user, info);
      await handle(context, exchange);
    } catch (error) {
      if (gone.signal.aborted) return;
      const { status, headers } = error instanceof ApiError ? error : internalError(String(error));
      exchange.send(status.code, status, headers);
    }
  }

  async function upgrade(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    const { url, info, fault } = arrive(request);
    let status: number | undefined;
    record(requests, request, url, Buffer.alloc(0), () => status);
    if ((await meetFault(fault, socket, closing, context)) === 'over') return;
    try {
      if (isBefore(fault) && fault?.kind === 'status') throw faultError(fault);
      const user = findUser(users, request);
      if (user instanceof ApiError) throw user;
      const prepared = prepareAttach(context, info, url, user, offeredBy(request));
      if (fault?.kind === 'status') throw faultError(fault);
      if (fault?.kind === 'drop') return breakConnection(socket, fault.reset === true ? 'reset' : 'close');
      if (fault?.kind === 'hang') return;
      status = 101;
      webSockets.handleUpgrade(request, socket, head, (client) => {
        client.on('error', () => {});
        connect(client, prepared, url, startCut(socket, fault));
      });
    } catch (error) {
      const refused =
        error instanceof NodeRefusal
          ? { code: error.code, type: 'text/plain; charset=utf-8', body: error.message, headers: {} }
          : jsonRefusal(error instanceof ApiError ? error : internalError(String(error)));
      status = refused.code;
      refuseUpgrade(socket, refused);
    }
  }

  return {
    onRequest(request, response) {
      respond(request, response).catch(() => response.destroy());
    },
    onUpgrade(request, socket, head) {
      upgrade(request, socket as Socket, head).catch(() => socket.destroy());
    },
    close() {
      for (const client of webSockets.clients) client.terminate();
      webSockets.close();
    },
  };
}

function connect(client: WebSocket, { run, failure }: PreparedAttach, url: URL, cut: Cut): void {
  const wants = readWantedStreams(url.searchParams);
  const writer = writeFrames(client, cut);
  greet(writer, wants);
  if (run !== undefined) serveAttach(client, writer, run, wants);
  else if (failure !== undefined) void finish(client, writer, failure);
}

/** Before 1.30 nobody translated v5: the runtime got what the client offered. */
function chooseProtocol(offered: ReadonlySet<string>, minor: Minor): string | undefined {
  const known = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
  const spoken = minorNumber(minor) >= 30 ? known : known.slice(1);
  return spoken.find((protocol) => offered.has(protocol));
}

function offeredBy(request: IncomingMessage): ReadonlySet<string> {
  return new Set((request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim()));
}

function findUser(users: readonly UserOptions[], request: IncomingMessage): User | ApiError {
  try {
    return authenticate(users, request.headers.authorization);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

function isBefore(fault: FaultAction | undefined): boolean {
  return fault?.kind === 'status' && fault.when !== 'after-commit';
}

async function meetFault(
  fault: FaultAction | undefined,
  socket: Socket,
  signal: AbortSignal,
  context: ServerContext,
): Promise<'over' | 'goes on'> {
  if (fault?.kind === 'delay') await context.timers.sleep(fault.ms, signal);
  if ((fault?.kind === 'drop' || fault?.kind === 'hang') && fault.when === 'before-commit') {
    if (fault.kind === 'drop') breakConnection(socket, fault.reset === true ? 'reset' : 'close');
    return 'over';
  }
  return 'goes on';
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= longestBody + 1024) chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function record(
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

/** This server speaks JSON only. */
function requireJson(request: IncomingMessage): void {
  const accepted = request.headers.accept ?? '*/*';
  if (/application\/json|(application|\*)\/\*/.test(accepted)) return;
  const known = 'application/json, application/yaml, application/vnd.kubernetes.protobuf';
  throw new ApiError(406, 'NotAcceptable', `406: Not Acceptable\n\nAvailable representations: ${known}`, {});
}

function tooLarge(): ApiError {
  return new ApiError(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${longestBody}`);
}

interface Refusal {
  readonly code: number;
  readonly type: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

function jsonRefusal({ status, headers }: ApiError): Refusal {
  return { code: status.code, type: 'application/json', body: `${JSON.stringify(status)}\n`, headers };
}

function refuseUpgrade(socket: Socket, { code, type, body, headers }: Refusal): void {
  const lines = [
    `HTTP/1.1 ${code} ${STATUS_CODES[code] ?? ''}`,
    `Content-Type: ${type}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
