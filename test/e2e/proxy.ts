import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';

/** From the client to the server, and back. */
export type Direction = 'up' | 'down';

/** One connection of a client, and the one to the server that it is passed on over. */
export interface Link {
  /** The client's port, by which the link of a request is found. */
  readonly port: number;
  /** From 1 on, as the proxy accepted them. */
  readonly number: number;
  /** Passes on so many more bytes and holds the others. Resolves when there are such. */
  limit(direction: Direction, bytes: number): Promise<void>;
  /** Passes on what was held, and what follows. */
  release(): void;
  cut(how: Cut): void;
}

export type Cut = 'close' | 'reset';

/** A proxy on loopback that breaks connections on demand, and passes everything else on unread. */
export interface TcpProxy {
  readonly port: number;
  /** Those that clients have open. */
  readonly links: ReadonlySet<Link>;
  /** Called with each new link before a byte of it is passed on. */
  onLink(act: (link: Link) => void): void;
  /** Refuses new connections for so many milliseconds. */
  refuse(milliseconds: number): void;
  /** Cuts every connection and takes no more. */
  close(): void;
}

export async function startProxy(server: {
  readonly host: string;
  readonly port: number;
}): Promise<TcpProxy> {
  const links = new Set<Link>();
  const acts: ((link: Link) => void)[] = [];
  let accepted = 0;
  const listen = (port: number) =>
    createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
      const link = createLink(client, dial({ ...server, allowHalfOpen: true, noDelay: true }), ++accepted);
      links.add(link);
      client.once('close', () => links.delete(link));
      for (const act of acts) act(link);
    }).listen(port, '127.0.0.1');
  let listener = listen(0);
  let again: NodeJS.Timeout | undefined;
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  return {
    port,
    links,
    onLink: (act) => void acts.push(act),
    refuse(milliseconds) {
      listener.close();
      clearTimeout(again);
      again = setTimeout(() => {
        listener = listen(port);
      }, milliseconds);
    },
    close() {
      clearTimeout(again);
      listener.close();
      for (const link of links) link.cut('reset');
    },
  };
}

function createLink(client: Socket, server: Socket, number: number): Link {
  const up = createFlow(client, server);
  const down = createFlow(server, client);
  const cut = (how: Cut) => {
    end(client, how);
    end(server, how);
  };
  // Where nothing is passed on, neither is an end; a client that went away is seen all the same.
  const leave = () => {
    if (client.readableEnded && (up.isLimited() || down.isLimited())) cut('close');
  };
  client.on('end', leave);
  client.on('error', () => end(server, 'reset'));
  client.on('close', () => end(server, 'close'));
  server.on('error', () => down.isLimited() || end(client, 'reset'));
  server.on('close', () => down.isLimited() || client.destroySoon());
  return {
    port: client.remotePort ?? 0,
    number,
    limit(direction, bytes) {
      const held = (direction === 'up' ? up : down).limit(bytes);
      leave();
      return held;
    },
    release() {
      up.release();
      down.release();
    },
    cut,
  };
}

/** A socket that is ending cannot be reset: Node would keep it for good. */
function end(socket: Socket, how: Cut): void {
  if (how === 'reset' && !socket.writableEnded) socket.resetAndDestroy();
  else socket.destroy();
}

interface Flow {
  limit(bytes: number): Promise<void>;
  isLimited(): boolean;
  release(): void;
}

function createFlow(from: Socket, to: Socket): Flow {
  let room = Number.POSITIVE_INFINITY;
  let held: Buffer[] = [];
  let tellHeld = () => {};
  const isLimited = () => room !== Number.POSITIVE_INFINITY;
  const pass = (bytes: Buffer) => {
    const now = bytes.subarray(0, room);
    room -= now.length;
    if (now.length > 0 && !to.write(now)) {
      from.pause();
      to.once('drain', () => from.resume());
    }
    if (now.length === bytes.length) return;
    held.push(bytes.subarray(now.length));
    tellHeld();
  };
  const end = () => {
    if (from.readableEnded && !isLimited()) to.end();
  };
  from.on('data', pass);
  from.on('end', end);
  const setRoom = (bytes: number) => {
    room = bytes;
    const late = held;
    held = [];
    for (const one of late) pass(one);
    end();
  };
  return {
    isLimited,
    limit: (bytes) =>
      new Promise((resolve) => {
        tellHeld = resolve;
        setRoom(bytes);
      }),
    release: () => setRoom(Number.POSITIVE_INFINITY),
  };
}
