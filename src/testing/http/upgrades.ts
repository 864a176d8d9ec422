import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { authenticate } from '../api/authorization.js';
import { impersonate } from '../api/impersonation.js';
import { breakConnection, type Cut, startCut } from '../faults/byte-limit.js';
import { faultError } from '../faults/fault-error.js';
import { ApiError, badRequest, internalError } from '../model/errors.js';
import { finish, greet, readWantedStreams, serveAttach } from '../streams/attach.js';
import { writeFrames } from '../streams/channel.js';
import { NodeRefusal } from '../streams/node-refusal.js';
import { type PreparedStream, prepareStream } from '../streams/prepare-stream.js';
import { chooseProtocol, type Protocol, unnamed } from '../streams/protocol.js';
import { type Doorway, meetFault, readArrival, recordRequest } from './request-context.js';

export interface Upgrades {
  /** Answers one upgrade; never rejects. */
  answer(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void>;
  close(): void;
}

/** The WebSockets of one server. */
export function openUpgrades(doorway: Doorway): Upgrades {
  const { context, users, faults, requests, closing } = doorway;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: 64 * 1024 * 1024,
    // answered by hand: a connection gone silent answers none
    autoPong: false,
    handleProtocols: (offered) => chooseProtocol([...offered], context.minor)?.name ?? false,
  });

  async function answer(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    const { url, info, fault } = readArrival(request, faults);
    let status: number | undefined;
    recordRequest(requests, request, url, Buffer.alloc(0), () => status);
    // a client that gives up on an upgrade never answered leaves half of the connection open otherwise
    socket.once('end', () => socket.destroy());
    try {
      if ((await meetFault(fault, socket, closing, context)) === 'over') return;
      const sender = authenticate(users, request.headers.authorization);
      const user = impersonate(context, users, sender, request, info);
      const isWebSocket = request.headers.upgrade?.toLowerCase() === 'websocket';
      if (isWebSocket && request.method !== 'GET') throw new NodeRefusal(405, 'bad method');
      const protocol = isWebSocket ? chooseProtocol(offeredBy(request), context.minor) : unnamed;
      const accept = request.headers.accept ?? '';
      const prepared = prepareStream(context, { info, url, accept }, user, protocol);
      if (!isWebSocket) throw refuseSpdy(request);
      if (protocol === undefined) throw new NodeRefusal(403, '');
      if (fault?.kind === 'status') throw faultError(fault);
      if (fault?.kind === 'drop') breakConnection(socket, fault.reset === true ? 'reset' : 'close');
      if (fault?.kind === 'drop' || fault?.kind === 'hang') return;
      status = 101;
      server.handleUpgrade(request, socket, head, (client) => {
        client.on('error', () => {});
        const cut = startCut(socket, fault);
        client.on('ping', (data) => {
          if (!cut.isSilent()) client.pong(data);
        });
        connect(client, prepared, url, protocol, cut);
      });
    } catch (error) {
      if (closing.aborted) return;
      const refused = wordRefusal(error);
      status = refused.code;
      refuse(socket, refused);
    }
  }

  return {
    answer,
    close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

function connect(client: WebSocket, prepared: PreparedStream, url: URL, protocol: Protocol, cut: Cut): void {
  const wants = readWantedStreams(url.searchParams);
  const writer = writeFrames(client, protocol, cut);
  greet(writer, wants);
  if ('failure' in prepared) {
    void finish(client, writer, prepared.failure);
    return;
  }
  serveAttach(client, writer, prepared.run, wants, prepared.end);
  prepared.start();
}

/** kubectl before 1.31 comes by SPDY, which is not spoken here. */
function refuseSpdy({ headers }: IncomingMessage): ApiError {
  return badRequest(
    `upgrade to ${headers.upgrade} is not served here, only WebSockets are: use kubectl 1.31 or later, or 1.29 and 1.30 with KUBECTL_REMOTE_COMMAND_WEBSOCKETS=true`,
  );
}

function offeredBy(request: IncomingMessage): readonly string[] {
  const text = request.headers['sec-websocket-protocol'] ?? '';
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

interface Refusal {
  readonly code: number;
  readonly type: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

function wordRefusal(error: unknown): Refusal {
  if (error instanceof NodeRefusal) {
    const type = 'text/plain; charset=utf-8';
    return { code: error.code, type, body: error.message, headers: {} };
  }
  const { status, headers } = error instanceof ApiError ? error : internalError(String(error));
  return { code: status.code, type: 'application/json', body: `${JSON.stringify(status)}\n`, headers };
}

function refuse(socket: Socket, { code, type, body, headers }: Refusal): void {
  const lines = [
    `HTTP/1.1 ${code} ${STATUS_CODES[code] ?? ''}`,
    ...(body === '' ? [] : [`Content-Type: ${type}`]),
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
