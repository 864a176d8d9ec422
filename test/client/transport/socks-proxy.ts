import net, { type Socket } from 'node:net';
import { cut, hold, join, listen, type ProxyFront, type ProxyOptions } from './fronts.js';

export interface SocksOptions extends ProxyOptions {
  /** `user:password` it wants. */
  readonly login?: string;
}

export interface SocksFront extends ProxyFront {
  /** How each host was given: 1 and 4 are addresses, 3 a name. */
  readonly types: (number | undefined)[];
}

/** Knows SOCKS 5, and answers with a code where asked to. Source: RFC 1928, 1929 */
export async function startSocksProxy({ hosts, answer, login }: SocksOptions): Promise<SocksFront> {
  const types: (number | undefined)[] = [];
  const tunnels: string[] = [];
  const logins: (string | undefined)[] = [];
  const far = new Set<Socket>();
  const server = net.createServer((socket) => {
    serve(socket).catch(() => socket.destroy());
  });

  async function serve(socket: Socket): Promise<void> {
    const { read, release } = readerOf(socket);
    const [, count = 0] = await read(2);
    const methods = await read(count);
    const method = login === undefined ? 0 : 2;
    const known = methods.includes(method);
    socket.write(Buffer.of(5, known ? method : 0xff));
    if (!known) return void socket.end();
    logins.push(login === undefined ? undefined : await readLogin(read));
    if (login !== undefined) {
      const right = logins.at(-1) === login;
      socket.write(Buffer.of(1, right ? 0 : 1));
      if (!right) return void socket.end();
    }
    const { type, host, port } = await readTarget(read);
    types.push(type);
    tunnels.push(`${host}:${port}`);
    const code = answer?.();
    if (code === 'hang') return;
    const local = hosts[host];
    const reply = code ?? (local === undefined ? 4 : 0);
    // In two parts, as a slow network would bring it.
    socket.write(Buffer.of(5, reply));
    await new Promise((resolve) => setImmediate(resolve));
    socket.write(Buffer.of(0, 3, 2, 0x61, 0x62, 0, 1));
    if (reply !== 0 || local === undefined) return void socket.end();
    release();
    const there = net.connect(local, '127.0.0.1', () => join(socket, there));
    hold(far, there);
  }
  return { ...(await listen(server)), types, tunnels, logins, open: () => far.size, cut: () => cut(far) };
}

async function readLogin(read: Read): Promise<string> {
  const [, userLength = 0] = await read(2);
  const user = await read(userLength);
  const [passwordLength = 0] = await read(1);
  return `${user}:${await read(passwordLength)}`;
}

async function readTarget(read: Read): Promise<{ type: number | undefined; host: string; port: number }> {
  const [, , , type] = await read(4);
  let host: string;
  if (type === 1) host = (await read(4)).join('.');
  else if (type === 3) host = (await read((await read(1))[0] ?? 0)).toString();
  else host = `[${(await read(16)).toString('hex')}]`;
  return { type, host, port: (await read(2)).readUInt16BE() };
}

type Read = (size: number) => Promise<Buffer>;

/** Reads so many bytes at a time; what is left over goes back. */
function readerOf(socket: Socket): { readonly read: Read; release(): void } {
  let held = Buffer.alloc(0);
  let wake = () => {};
  let over = false;
  const onData = (bytes: Buffer) => {
    held = Buffer.concat([held, bytes]);
    wake();
  };
  socket.on('data', onData);
  socket.once('close', () => {
    over = true;
    wake();
  });
  return {
    async read(size) {
      while (held.length < size) {
        if (over) throw new Error('closed');
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const bytes = held.subarray(0, size);
      held = held.subarray(size);
      return bytes;
    },
    release() {
      socket.off('data', onData);
      socket.pause();
      if (held.length > 0) socket.unshift(held);
    },
  };
}
