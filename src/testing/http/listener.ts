import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** The port of one server, and the connections that are open on it. */
export interface Door {
  /** Answers nothing yet: who opens it listens to its requests. */
  readonly server: Server;
  readonly port: number;
  openConnections(): number;
  dropConnections(): void;
  /** Resolves once the port is free and no connection is left. */
  close(): Promise<void>;
}

/** Listens on loopback; rejects where the port is taken. */
export async function openDoor(wanted: number): Promise<Door> {
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
    server,
    port: (server.address() as AddressInfo).port,
    openConnections: () => sockets.size,
    dropConnections,
    async close() {
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      dropConnections();
      await Promise.all([ended, ...sockets.values()]);
    },
  };
}
