import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Minor } from '../index.js';
import { authenticate } from './api/authorization.js';
import { minorNumber } from './api/context.js';
import { breakConnection, type Cut, startCut } from './api/cut.js';
import { ApiError, internalError } from './api/errors.js';
import { faultError } from './api/exchange.js';
import { impersonate } from './api/impersonation.js';
import { type Doorway, meetFault, readArrival, recordRequest } from './arrival.js';
import { finish, greet, readWantedStreams, serveAttach } from './streams/attach.js';
import { writeFrames } from './streams/channel.js';
import { NodeRefusal } from './streams/node-refusal.js';
import { type PreparedAttach, prepareAttach } from './streams/prepare-attach.js';

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
    handleProtocols: (offered) => chooseProtocol(offered, context.minor) ?? false,
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
      const offered = offeredBy(request);
      const prepared = prepareAttach(context, info, url, user, offered);
      if (chooseProtocol(offered, context.minor) === undefined) throw new NodeRefusal(403, '');
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
        connect(client, prepared, url, cut);
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

interface Refusal {
  readonly code: number;
  readonly type: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

function wordRefusal(error: unknown): Refusal {
  if (error instanceof NodeRefusal) {
    return { code: error.code, type: 'text/plain; charset=utf-8', body: error.message, headers: {} };
  }
  const { status, headers } = error instanceof ApiError ? error : internalError(String(error));
  return { code: status.code, type: 'application/json', body: `${JSON.stringify(status)}\n`, headers };
}

function refuse(socket: Socket, { code, type, body, headers }: Refusal): void {
  const lines = [
    `HTTP/1.1 ${code} ${STATUS_CODES[code] ?? ''}`,
    `Content-Type: ${type}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
