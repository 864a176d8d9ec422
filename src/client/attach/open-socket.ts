import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { WebSocket } from 'ws';
import { RequestFailedError } from '../errors/broken.js';
import type { ErrorSubject } from '../errors/from-status.js';
import { errorOfAnswer, isSuccess, readText } from '../transport/answer.js';
import type { Credentials } from '../transport/connection.js';
import { errorOfSocket } from '../transport/socket-error.js';
import type { Transport } from '../transport/transport.js';
import { protocols } from './channels.js';

/** A WebSocket that is being opened. */
interface Opening {
  readonly socket: WebSocket;
  /** Whether the request may have been sent; before the connection is made it is only queued. */
  isSent(): boolean;
}

/** Begins to open one, over a connection of its own. */
export async function createSocket(
  transport: Transport,
  url: URL,
  credentials: Credentials,
): Promise<Opening> {
  // Loaded here, so that only attaching loads the package.
  const { WebSocket } = await import('ws');
  transport.requests++;
  const address = new URL(url);
  address.protocol = url.protocol.replace('http', 'ws');
  let sent = false;
  const onConnected = () => {
    sent = true;
  };
  try {
    const socket = new WebSocket(address, [...protocols], {
      agent: transport.agents.freshAgentFor(credentials),
      headers: { 'User-Agent': transport.userAgent, ...credentials.headers },
      perMessageDeflate: false,
      finishRequest(request) {
        request.once('socket', (connection) => whenConnected(connection, onConnected));
        request.end();
      },
    });
    return { socket, isSent: () => sent };
  } catch (error) {
    throw errorOfSocket(error, url.origin);
  }
}

function whenConnected(connection: Socket, act: () => void): void {
  if (connection instanceof TLSSocket) connection.once('secureConnect', act);
  else if (connection.connecting) connection.once('connect', act);
  else act();
}

interface Opened {
  readonly url: URL;
  readonly subject: ErrorSubject;
}

/** Resolves when it is open; rejects with what it was refused with, or the signal's reason. */
export function whenOpen(socket: WebSocket, { url, subject }: Opened, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      reject(signal.reason);
      socket.terminate();
    };
    const settle = (act: () => void) => {
      signal.removeEventListener('abort', onAbort);
      act();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('open', () => settle(resolve));
    socket.on('error', (error) => settle(() => reject(errorOfHandshake(error, url))));
    socket.once('unexpected-response', (request, incoming) => {
      incoming.on('error', () => {});
      errorOfRefusal(incoming, { url, subject }, signal)
        .catch((error: unknown) => error)
        .then((error) => settle(() => reject(error)))
        .finally(() => request.destroy());
    });
  });
}

const notPassed = 'is there a proxy on the way to the API server that does not pass WebSockets?';

/** An answer other than an upgrade. */
async function errorOfRefusal(incoming: IncomingMessage, { url, subject }: Opened, signal: AbortSignal) {
  // The body of a 2xx answer may never end, so it is not read.
  if (isSuccess(incoming)) {
    return new RequestFailedError(
      `attach was answered ${incoming.statusCode} in place of an upgrade; ${notPassed}`,
    );
  }
  const error = errorOfAnswer(incoming, await readText(incoming, signal), subject, { server: url.origin });
  const { statusCode } = incoming;
  if (statusCode !== 426 && !(statusCode === 400 && /upgrade/i.test(error.message))) return error;
  return new RequestFailedError(`${error.message.trim()}; ${notPassed}`, { status: error.status });
}

/** Messages of `ws` for a wrong upgrade, for which it has no error codes. */
const otherProtocol = /^(Server sent|Server indicated|Invalid (Upgrade|Sec-WebSocket))/;

function errorOfHandshake(error: Error, url: URL): Error {
  if (!otherProtocol.test(error.message)) return errorOfSocket(error, url.origin);
  return new RequestFailedError(
    `${url.origin} does not speak ${protocols.join(' or ')} (${error.message}); ${notPassed}`,
    { cause: error },
  );
}
