import { connect, isIP, type Socket } from 'node:net';
import { ConnectionLostError, ServerUnavailableError } from '../errors/broken.js';
import { errorOfSocket } from './socket-error.js';
import {
  type Endpoint,
  endpointOf,
  loginRefusal,
  nameOf,
  type OpenTunnel,
  refusal,
  userOf,
} from './tunnel.js';

const version = 5;
const method = { none: 0, password: 2, refused: 0xff } as const;
const addressType = { ipv4: 1, name: 3, ipv6: 4 } as const;

/** Bytes of an address; a name has its length before it. */
const sizes: Readonly<Record<number, number>> = { [addressType.ipv4]: 4, [addressType.ipv6]: 16 };

/** What an answer says, by its second byte, and whether asking again may help. Source: RFC 1928 §6 */
const replies: readonly (readonly [string, boolean])[] = [
  ['succeeded', true],
  ['general failure', true],
  ['not allowed by its rules', false],
  ['network unreachable', true],
  ['host unreachable', true],
  ['connection refused', true],
  ['TTL expired', true],
  ['command not supported', false],
  ['address type not supported', false],
];

/** Through a SOCKS 5 proxy, which looks up the name of the server itself, as for kubectl. Source: RFC 1928, 1929 */
export const socksTunnel: OpenTunnel = async (proxy, to, signal) => {
  const socket = connect(endpointOf(proxy, 1080));
  const onAbort = () => socket.destroy();
  signal.addEventListener('abort', onAbort, { once: true });
  socket.on('error', () => {});
  const answers = readAnswers(socket, proxy);
  try {
    await logIn(proxy, socket, answers);
    socket.write(Buffer.concat([Buffer.of(version, 1, 0), addressOf(to)]));
    const [, code = 0, , type] = await answers.take(4);
    const [reply, transient] = replies[code] ?? [`answer ${code}`, false];
    if (code !== 0) throw refusal(proxy, to, reply, transient);
    // The address that the proxy connects from, which nobody asks for.
    const rest = sizes[type ?? 0] ?? (await answers.take(1))[0] ?? 0;
    await answers.take(rest + 2);
    return socket;
  } catch (error) {
    socket.destroy();
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};

async function logIn(proxy: URL, socket: Socket, answers: Answers): Promise<void> {
  const login = userOf(proxy);
  socket.write(
    login ? Buffer.of(version, 2, method.none, method.password) : Buffer.of(version, 1, method.none),
  );
  const [spoken, chosen] = await answers.take(2);
  if (spoken !== version) {
    throw new ServerUnavailableError(`${nameOf(proxy)} does not speak SOCKS 5`, { transient: false });
  }
  if (chosen === method.none) return;
  if (chosen !== method.password || !login) throw loginRefusal(proxy, 'no method of logging in accepted');
  const parts = [login.user, login.password].map((part) => Buffer.from(part));
  const framed = parts.flatMap((part) => [Buffer.of(part.length), part]);
  socket.write(Buffer.concat([Buffer.of(1), ...framed]));
  const [, failure] = await answers.take(2);
  if (failure !== 0) throw loginRefusal(proxy, 'user and password refused');
}

function addressOf({ host, port }: Endpoint): Buffer {
  const portBytes = Buffer.of(port >> 8, port & 0xff);
  if (isIP(host) === 4) {
    return Buffer.concat([Buffer.of(addressType.ipv4, ...host.split('.').map(Number)), portBytes]);
  }
  if (isIP(host) === 6) return Buffer.concat([Buffer.of(addressType.ipv6), bytesOfIpv6(host), portBytes]);
  const name = Buffer.from(host);
  return Buffer.concat([Buffer.of(addressType.name, name.length), name, portBytes]);
}

/** As it is in a URL: hexadecimal groups, of which `::` stands for those that are zero. */
function bytesOfIpv6(host: string): Buffer {
  const [head = [], tail = []] = host.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = Array<string>(8 - head.length - tail.length).fill('0');
  return Buffer.from([...head, ...zeros, ...tail].map((group) => group.padStart(4, '0')).join(''), 'hex');
}

interface Answers {
  /** The next so many bytes that the proxy sends. Nothing follows the last of them until the client speaks. */
  take(size: number): Promise<Buffer>;
}

function readAnswers(socket: Socket, proxy: URL): Answers {
  let held = Buffer.alloc(0);
  return {
    async take(size) {
      while (held.length < size) {
        const bytes: Buffer | null = socket.read();
        if (bytes) held = Buffer.concat([held, bytes]);
        else if (socket.errored) throw errorOfSocket(socket.errored, nameOf(proxy));
        else if (socket.readableEnded || socket.destroyed) {
          throw new ConnectionLostError(`${nameOf(proxy)} closed the connection`);
        } else await whenChanged(socket);
      }
      const taken = held.subarray(0, size);
      held = held.subarray(size);
      return taken;
    },
  };
}

/** No listener stays: one would keep the bytes from whom the socket is handed to. */
function whenChanged(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const events = ['readable', 'end', 'close'] as const;
    const settle = () => {
      for (const event of events) socket.off(event, settle);
      resolve();
    };
    for (const event of events) socket.on(event, settle);
  });
}
