import { createServer, type IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { minorNumber } from '../api/context.js';
import type { Upgrade } from '../api/request-scope.js';
import { chooseProtocol } from '../streams/protocol.js';
import { answerRequest } from './answer-request.js';
import type { RequestContext } from './request-context.js';

/** The port of one server, and the connections that are open on it. */
export interface Listener {
  readonly port: number;
  /** Answers requests from now on. */
  answer(context: RequestContext): void;
  openConnections(): number;
  dropConnections(): void;
  /** Resolves once the port is free and no connection is left. */
  close(): Promise<void>;
}

/** Listens on loopback; rejects where the port is taken. */
export async function openListener(wanted: number): Promise<Listener> {
  const sockets = new Map<Socket, Promise<void>>();
  const server = createServer({ keepAliveTimeout: 60_000 });
  server.on('connection', (socket: Socket) => {
    socket.on('error', () => {});
    const closed = new Promise<void>((resolve) => {
      socket.once('close', () => {
        sockets.delete(socket);
        resolve();
      });
    });
    sockets.set(socket, closed);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', resolve);
  });
  const dropConnections = (): void => {
    for (const socket of sockets.keys()) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    answer(context) {
      const answer = (request: IncomingMessage, response: ServerResponse, upgrade?: Upgrade): void => {
        answerRequest(context, request, response, upgrade).catch(() => response.destroy());
      };
      const webSockets = openWebSockets(minorNumber(context.minor));
      server.on('request', (request, response) => answer(request, response));
      server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
        const response = respondOn(request, socket);
        answer(request, response, (connect) => {
          response.detachSocket(socket);
          socket.once('close', () => response.emit('close'));
          webSockets.handleUpgrade(request, socket, head, connect);
        });
      });
    },
    openConnections: () => sockets.size,
    dropConnections,
    async close() {
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      dropConnections();
      await Promise.all([ended, ...sockets.values()]);
    },
  };
}

function openWebSockets(minor: number): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: 64 * 1024 * 1024,
    // pings are answered here, so that a connection that a fault made silent answers none
    autoPong: false,
    handleProtocols: (offered) => chooseProtocol([...offered], minor) ?? false,
  });
}

/** What answers a request for an upgrade that is refused: Node leaves it the bare connection. */
function respondOn(request: IncomingMessage, socket: Socket): ServerResponse {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once('finish', () => socket.end());
  // without this, a client that gives up on an unanswered upgrade leaves the connection half open
  socket.once('end', () => socket.destroy());
  return response;
}
